package io.onesend.host.command;

import io.onesend.host.process.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the effective configuration. */
@Command(
        name = "print-config",
        description =
                "Prints the effective configuration as YAML, with the origin of each value. Passwords are masked.",
        mixinStandardHelpOptions = true)
public final class PrintConfigCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    public PrintConfigCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.out().print(options.load(context).describe());
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

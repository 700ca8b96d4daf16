package io.onesend.host.command;

import io.onesend.host.process.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads the configuration and says whether it is good; what is wrong is reported like any failure. */
@Command(
        name = "check-config",
        description = "Reads the configuration and prints every problem at once.",
        mixinStandardHelpOptions = true)
public final class CheckConfigCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    public CheckConfigCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        options.load(context).checkFiles();
        context.out().println("the configuration is good");
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

package io.onesend.host.command;

import io.onesend.host.Console;
import io.onesend.host.ExitStatus;
import io.onesend.host.Host;
import io.onesend.host.config.HostConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server, until it is asked to stop. */
@Command(
        name = "run",
        description = "Runs the server, until quit on its console, SIGINT or SIGTERM.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    RunCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        HostConfig config = options.load(context).config();
        context.stop().heed();
        try (Host host = Host.start(config)) {
            new Console(context.in(), context.out(), () -> host.status().line(), context.stop()::request).start();
            context.stop().await();
        }
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code load login}: connects, logs in and closes in a loop. */
@Command(
        name = "login",
        description = {
            "Connects, logs in and closes in a loop. Latency is the time from the connect to the login's answer.",
            "A token works once: with --scheme token the run ends when the last of --accounts is used."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadLoginCommand implements Callable<Integer> {

    @Mixin
    private LoadConnectionOptions clients = new LoadConnectionOptions();

    @Mixin
    private LoadTurnOptions turns = new LoadTurnOptions();

    @Mixin
    private LoadUserOptions users = new LoadUserOptions();

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "Users to log in; the one logged out longest is next. Default: as many as connections.")
    private @Nullable Integer accounts;

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadLoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoadGroup group = LoadPlans.group(Scenario.LOGIN, clients.connections(), turns.pace());
        LoadPlan plan = LoadPlans.withUsers(run, users, accounts(), group);
        return LoadStart.run(context, run, plan);
    }

    private int accounts() {
        int given = accounts == null ? clients.connections() : accounts;
        if (given < clients.connections() || given > LoadConnectionOptions.MOST) {
            throw run.wrong(
                    "--accounts is --connections (" + clients.connections() + ") to " + LoadConnectionOptions.MOST);
        }
        return given;
    }
}

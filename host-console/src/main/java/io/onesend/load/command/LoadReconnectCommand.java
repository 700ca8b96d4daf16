package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code load reconnect}: connects and closes in a loop. */
@Command(
        name = "reconnect",
        description = "Connects and closes in a loop. Latency is the time to open a connection.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadReconnectCommand implements Callable<Integer> {

    @Mixin
    private LoadConnectionOptions clients = new LoadConnectionOptions();

    @Mixin
    private LoadTurnOptions turns = new LoadTurnOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadReconnectCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoadGroup group = LoadPlans.group(Scenario.RECONNECT, clients.connections(), turns.pace());
        LoadPlan plan = LoadPlans.withoutUsers(run, group);
        return LoadStart.run(context, run, plan);
    }
}

package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code load connect}: opens connections and holds them. */
@Command(
        name = "connect",
        description = "Opens connections and holds them. Latency is the time to open a connection.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadConnectCommand implements Callable<Integer> {

    @Mixin
    private LoadConnectionOptions clients = new LoadConnectionOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadConnectCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoadGroup group = LoadPlans.group(Scenario.CONNECT, clients.connections(), LoadPace.ofWindow(1));
        LoadPlan plan = LoadPlans.withoutUsers(run, group);
        return LoadStart.run(context, run, plan);
    }
}

package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code load room}: enters and leaves rooms in a loop. */
@Command(
        name = "room",
        description = {
            "Logs in once, then enters a room and leaves it in a loop.",
            "Latency is the time from a request to enter to its answer."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadRoomCommand implements Callable<Integer> {

    @Mixin
    private LoadConnectionOptions clients = new LoadConnectionOptions();

    @Mixin
    private LoadTurnOptions turns = new LoadTurnOptions();

    @Mixin
    private LoadRoomOptions rooms = new LoadRoomOptions();

    @Mixin
    private LoadUserOptions users = new LoadUserOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadRoomCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoadGroup group = new LoadGroup(
                Scenario.ROOM,
                clients.connections(),
                turns.pace(),
                LoadPlans.NO_SIZES,
                rooms.rooms(clients.connections()),
                rooms.first(),
                0);
        LoadPlan plan = LoadPlans.withUsers(run, users, clients.connections(), group);
        return LoadStart.run(context, run, plan);
    }
}

package io.onesend.load.command;

import io.onesend.chat.ChatProtocol;
import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code load chat}: chats in rooms. */
@Command(
        name = "chat",
        description = {
            "Fills rooms with members, and some of them send messages.",
            "Every message has to arrive at every member, once and in order.",
            "Without --rate and --window each sender sends " + LoadChatCommand.DEFAULT_RATE_OF_A_SENDER + " messages a"
                    + " second, which a server takes unless its chat.rate says otherwise."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadChatCommand implements Callable<Integer> {

    /** Below the 50 that the server's chat.rate allows by default. */
    static final int DEFAULT_RATE_OF_A_SENDER = 40;

    @Mixin
    private LoadRoomOptions rooms = new LoadRoomOptions();

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "10",
            description = "Members in each room. Default ${DEFAULT-VALUE}.")
    private int members;

    @Option(
            names = "--senders",
            paramLabel = "N",
            defaultValue = "1",
            description = "Members in each room who send messages. Default ${DEFAULT-VALUE}.")
    private int senders;

    @Option(names = "--connections", paramLabel = "N", description = "Optional; has to be --rooms times --members.")
    private @Nullable Integer connections;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "64",
            converter = LoadSizes.class,
            description = "Bytes of a message: 64, or 16..256 for random sizes. Default ${DEFAULT-VALUE}.")
    private SizeRange sizes = LoadPlans.NO_SIZES;

    @Mixin
    private LoadResumeOptions resume = new LoadResumeOptions();

    @Mixin
    private LoadPaceOptions pace = new LoadPaceOptions();

    @Mixin
    private LoadUserOptions users = new LoadUserOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadChatCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int roomCount = rooms.rooms(LoadConnectionOptions.MOST);
        check(roomCount);
        int all = roomCount * members;
        LoadPace byDefault = LoadPace.ofRate((double) DEFAULT_RATE_OF_A_SENDER * senders * roomCount);
        LoadGroup group =
                new LoadGroup(Scenario.CHAT, all, pace.paceOr(byDefault), sizes, roomCount, rooms.first(), senders);
        LoadPlan plan = LoadPlans.withUsers(run, users, all, group).resumingAt(resume.hosts(run));
        return LoadStart.run(context, run, plan);
    }

    private void check(int roomCount) {
        if (members < 1 || (long) roomCount * members > LoadConnectionOptions.MOST) {
            throw run.wrong("--rooms times --members is 1 to " + LoadConnectionOptions.MOST);
        }
        if (connections != null && connections != roomCount * members) {
            throw run.wrong("--connections " + connections + " are not the " + (roomCount * members) + " of --rooms "
                    + roomCount + " with --members " + members + " each");
        }
        if (senders < 1 || senders > members) {
            throw run.wrong("--senders is 1 to --members, " + members);
        }
        if (sizes.most() > ChatProtocol.MAX_MESSAGE_BYTES) {
            throw run.wrong("--size: a message has " + ChatProtocol.MAX_MESSAGE_BYTES + " bytes at most");
        }
    }
}

package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code load echo}: has messages echoed. */
@Command(
        name = "echo",
        description = {
            "Sends messages that the server echoes; does not log in.",
            "Without --rate and --window each client has one message under way."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadEchoCommand implements Callable<Integer> {

    /** The longest packet possible, without its header. */
    private static final int MOST_BYTES = 65_530;

    @Mixin
    private LoadConnectionOptions clients = new LoadConnectionOptions();

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "64",
            converter = LoadSizes.class,
            description = "Bytes of a message: 64, or 16..1024 for random sizes. Default ${DEFAULT-VALUE}.")
    private SizeRange sizes = LoadPlans.NO_SIZES;

    @Mixin
    private LoadPaceOptions pace = new LoadPaceOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadEchoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (sizes.most() > MOST_BYTES) {
            throw run.wrong("--size: an echo has " + MOST_BYTES + " bytes at most, and less if the server says so");
        }
        LoadGroup group =
                new LoadGroup(Scenario.ECHO, clients.connections(), pace.paceOr(LoadPace.ofWindow(1)), sizes, 1, 0, 0);
        LoadPlan plan = LoadPlans.withoutUsers(run, group);
        return LoadStart.run(context, run, plan);
    }
}

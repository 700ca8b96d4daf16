package io.onesend.it.speed;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.WorkFolder;
import io.onesend.it.speed.Watchers.Pace;
import io.onesend.it.speed.turns.Turns;
import io.onesend.network.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What it costs to look at a server: the product's jar under load with {@link Watchers}, and without them. Both are runs of one
 * process, in turns, because two processes of one jar differ by more than the watchers cost.
 */
final class WatchedComparison {

    /** Lists of sessions are made anew each second until nobody has asked for ten. */
    private static final long FORGOTTEN_AFTER_MILLIS = 12_000;

    private final ComparisonOptions options;
    private final Pinning pinning = Pinning.choose();
    private final TestRedis redis = TestRedis.shared();
    private final String users = TestRedis.unique() + "-";

    private WatchedComparison(ComparisonOptions options) {
        this.options = options;
    }

    /** Settings: those of {@link ComparisonOptions}, as {@code watched.…}. Ends with an exception if any run is not clean. */
    public static void main(String[] args) throws IOException {
        WatchedComparison comparison = new WatchedComparison(ComparisonOptions.of("watched.", System.getProperties()));
        comparison.pinning.moveToGenerator();
        for (Work work : comparison.options.works()) {
            work.addUsers(comparison.redis, comparison.users);
            for (Transport transport : comparison.options.transports()) {
                if (NettyListener.isAvailable(transport)) {
                    System.out.println(comparison.compare(transport, work));
                } else {
                    System.out.println(transport.configName() + " is not available here and left out");
                }
            }
        }
    }

    /** The table of one transport. */
    @SuppressWarnings("try") // The watchers do their work by being there.
    private String compare(Transport transport, Work work) throws IOException {
        Path folder = WorkFolder.create("watched");
        ServerProcess process = ProductLaunch.of(transport, work.rooms(), work.members(), pinning)
                .set("redis.uri=" + redis.uri())
                .in(folder)
                .start();
        try (ComparedServer server = ComparedServer.of(transport, process)) {
            ChatLoad load = new ChatLoad(pinning.generator(), work, users);
            try (Watchers quick = Watchers.start(process, folder, Pace.WARMING)) {
                load.warmUp(server, options.warmUpSeconds());
            }
            Map<Turn, WatchedCost.Runs> runs = new EnumMap<>(Turn.class);
            List.of(Turn.values()).forEach(turn -> runs.put(turn, new WatchedCost.Runs()));
            Turns.take(List.of(Turn.values()), options.rounds(), turn -> {
                awaitForgotten();
                runs.get(turn).add(turn == Turn.WATCHED ? watched(process, folder, load, server) : run(load, server));
            });
            return WatchedCost.text(
                    server.name() + ": " + options.title(work, pinning), runs.get(Turn.ALONE), runs.get(Turn.WATCHED));
        }
    }

    private enum Turn {
        ALONE,
        WATCHED
    }

    @SuppressWarnings("try") // As above.
    private Map<Figure, Double> watched(ServerProcess process, Path folder, ChatLoad load, ComparedServer server)
            throws IOException {
        try (Watchers watchers = Watchers.start(process, folder, Pace.REAL)) {
            return run(load, server);
        }
    }

    private Map<Figure, Double> run(ChatLoad load, ComparedServer server) throws IOException {
        return load.measure(server, options.generatorWarmUpSeconds(), options.seconds());
    }

    /** Before each run of either kind, so that they differ in nothing but the watchers. */
    private static void awaitForgotten() {
        try {
            Thread.sleep(FORGOTTEN_AFTER_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}

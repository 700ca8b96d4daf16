package io.onesend.it.speed.watched;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.cluster.ClusterFigure;
import io.onesend.it.speed.cluster.CpuTimes;
import io.onesend.it.speed.cluster.Crowd;
import io.onesend.it.speed.cluster.LoadLoop;
import io.onesend.it.speed.cluster.Measurement;
import io.onesend.it.speed.cluster.Pace;
import io.onesend.it.speed.turns.Turns;
import io.onesend.it.speed.watched.WatchedCost.Runs;
import io.onesend.network.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What it costs to look at a server: the product's jar under load with {@link Watchers}, and without them. Both are runs of one
 * process, in turns, because two processes of one jar differ by more than the watchers cost. In the runs without them the watchers
 * look at a second server, whose members say nothing: the load shares its core with the watchers in all runs, and brings as much.
 */
final class WatchedComparison {

    /** Lists of sessions are made anew each second until nobody has asked for ten. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(11);

    /** The first answers after a pause differ from the ones after them. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(1);

    private final WatchedOptions options;
    private final Pinning pinning = Pinning.choose();

    /** Whether somebody has looked since a run without watchers. */
    private boolean isRemembered;

    private WatchedComparison(WatchedOptions options) {
        this.options = options;
    }

    /** Settings: the system properties of {@link WatchedOptions}. Ends with an exception if any run is not clean. */
    public static void main(String[] args) throws IOException {
        WatchedComparison comparison = new WatchedComparison(WatchedOptions.of(System.getProperties()));
        comparison.pinning.moveToGenerator();
        System.out.println(comparison.title());
        for (Transport transport : comparison.options.transports()) {
            if (NettyListener.isAvailable(transport)) {
                comparison.compare(transport);
            } else {
                System.out.println(transport.configName() + " is not available here and left out");
            }
        }
    }

    private String title() {
        return options.work() + "; medians of " + options.rounds() + " runs of " + options.seconds() + " s in turn; "
                + pinning + "; Java " + Runtime.version().feature() + "\n";
    }

    @SuppressWarnings("try") // The silent members are there to be listed.
    private void compare(Transport transport) throws IOException {
        try (WatchedServer server = WatchedServer.start(transport, options.work(), pinning);
                WatchedServer other = WatchedServer.start(transport, options.work(), pinning);
                LoadLoop loop = new LoadLoop();
                Crowd crowd = Crowd.enter(loop, server, options.work(), 0);
                Crowd silent = Crowd.enter(loop, other, options.work(), 0)) {
            Measurement load = new Measurement(loop, server, crowd);
            warmUp(other, load);
            warmUp(server, load);
            for (Pace pace : options.paces()) {
                System.out.println(compare(server, other, load, pace));
            }
        }
    }

    /** Warms the server under load, and the answers of one of the two. */
    @SuppressWarnings("try") // The watchers do their work by being there.
    private void warmUp(WatchedServer watched, Measurement load) throws IOException {
        try (Watchers quick = Watchers.start(watched.process(), watched.folder(), Watchers.Pace.WARMING)) {
            load.warmUp(Duration.ofSeconds(options.warmUpSeconds()));
        }
    }

    /** The table of one pace. */
    private String compare(WatchedServer server, WatchedServer other, Measurement load, Pace pace) throws IOException {
        Runs alone = new Runs();
        Runs watched = new Runs();
        Turns.take(List.of(alone, watched), options.rounds(), turn -> {
            boolean isWatched = turn == watched;
            Duration before = isWatched || !isRemembered ? NOTICED_AFTER : FORGOTTEN_AFTER;
            isRemembered = isWatched;
            run(server, isWatched ? server : other, load, pace, before, turn);
        });
        return WatchedCost.text(server.name() + ", " + pace, alone, watched);
    }

    @SuppressWarnings("try") // As above.
    private void run(
            WatchedServer server, WatchedServer watched, Measurement load, Pace pace, Duration before, Runs runs)
            throws IOException {
        try (Watchers watchers = Watchers.start(watched.process(), watched.folder(), Watchers.Pace.REAL)) {
            load.run(pace, before);
            add(server, load, pace, runs);
        }
    }

    private void add(WatchedServer server, Measurement load, Pace pace, Runs runs) {
        CpuTimes before = CpuTimes.of(server.hostPids(), WatchedComparison::hasNoMessages);
        long begin = System.nanoTime();
        Map<ClusterFigure, Double> run = load.run(pace, Duration.ofSeconds(options.seconds()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        CpuTimes after = CpuTimes.of(server.hostPids(), WatchedComparison::hasNoMessages);
        runs.add(run, after.microsSince(before) / 1e3 / seconds);
    }

    private static boolean hasNoMessages(String thread) {
        return !thread.startsWith("net-io-") && !thread.startsWith("chat-logic");
    }
}

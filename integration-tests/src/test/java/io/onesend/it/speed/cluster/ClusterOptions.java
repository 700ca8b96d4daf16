package io.onesend.it.speed.cluster;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.turns.RunOptions;
import io.onesend.network.Transport;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What is compared, and for how long: the system properties {@code cluster.…}.
 *
 * @param rounds measured runs of each system, work and pace
 * @param seconds of each run
 * @param warmUpSeconds of saturated load before the first run of a system with a work; with the first work, for each of its hosts
 */
record ClusterOptions(
        int rounds, int seconds, int warmUpSeconds, List<Work> works, List<Pace> paces, List<ComparedSystem> systems) {

    private static final int MOST = 3_600;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static ClusterOptions of(Properties properties) {
        RunOptions options = new RunOptions(properties, "cluster.");
        return new ClusterOptions(
                options.number("rounds", 3, MOST),
                options.number("seconds", 3, MOST),
                options.number("warmup", 5, MOST),
                options.list("works", "25x40,1x1000,250x4", Work::of),
                options.list("paces", "saturated,20000", Pace::of),
                options.list(
                        "systems", "no-cluster,cluster-1,cluster-2,cluster-4,pub-sub-2,nats-2", ComparedSystem::of));
    }

    /** The one that the jar prefers and that works here. */
    static Transport transport() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO)
                .filter(NettyListener::isAvailable)
                .findFirst()
                .orElseThrow();
    }

    /** Each work has rooms of its own, so that none meets members of the one before who are still leaving. */
    ComparedSystem.Rooms rooms() {
        return new ComparedSystem.Rooms(
                works.stream().mapToInt(Work::rooms).sum(),
                works.stream().mapToInt(Work::members).max().orElseThrow(),
                works.stream().mapToInt(Work::users).max().orElseThrow());
    }
}

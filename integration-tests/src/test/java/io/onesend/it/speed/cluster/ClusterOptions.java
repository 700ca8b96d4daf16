package io.onesend.it.speed.cluster;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Work;
import io.onesend.network.Transport;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
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

    private static final String PREFIX = "cluster.";
    private static final int MOST = 3_600;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static ClusterOptions of(Properties properties) {
        return new ClusterOptions(
                number(properties, "rounds", 3),
                number(properties, "seconds", 3),
                number(properties, "warmup", 5),
                list(properties, "works", "25x40,1x1000,250x4", Work::of),
                list(properties, "paces", "saturated,20000", Pace::of),
                list(
                        properties,
                        "systems",
                        "no-cluster,cluster-1,cluster-2,cluster-4,pub-sub-2,nats-2",
                        ComparedSystem::of));
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

    private static int number(Properties properties, String key, int otherwise) {
        String text = properties.getProperty(PREFIX + key, String.valueOf(otherwise));
        int value = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(PREFIX + key + " is 1 to " + MOST + ", not '" + text + "'");
        }
        return value;
    }

    private static <T> List<T> list(Properties properties, String key, String otherwise, Function<String, T> parse) {
        try {
            return Stream.of(properties.getProperty(PREFIX + key, otherwise).split(",", -1))
                    .map(parse)
                    .toList();
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(PREFIX + key + " " + invalid.getMessage(), invalid);
        }
    }
}

package io.onesend.it.speed;

import io.onesend.network.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is compared, and for how long: the system properties {@code comparison.…}.
 *
 * @param rounds measured runs of each server
 * @param seconds of each run, after two in which the load tool warms up
 * @param warmUpSeconds of load before a server's first measured run
 * @param transports of our server, one after the other
 */
record ComparisonOptions(int rounds, int seconds, int warmUpSeconds, List<Work> works, List<Transport> transports) {

    private static final int MOST = 3_600;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static ComparisonOptions of(Properties properties) {
        return new ComparisonOptions(
                number(properties, "rounds", 3),
                number(properties, "seconds", 5),
                number(properties, "warmup", 8),
                list(properties, "works", "25x40", Work::of),
                list(properties, "transports", "epoll,io_uring,nio", ComparisonOptions::transport));
    }

    /** The load tool's warm-up in every run: in its first second it is not at full speed. */
    int generatorWarmUpSeconds() {
        return Math.min(2, warmUpSeconds);
    }

    private static int number(Properties properties, String key, int otherwise) {
        String text = properties.getProperty("comparison." + key, String.valueOf(otherwise));
        int value = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("comparison." + key + " is 1 to " + MOST + ", not '" + text + "'");
        }
        return value;
    }

    private static <T> List<T> list(Properties properties, String key, String otherwise, Function<String, T> parse) {
        try {
            return Stream.of(properties
                            .getProperty("comparison." + key, otherwise)
                            .split(",", -1))
                    .map(parse)
                    .toList();
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("comparison." + key + " " + invalid.getMessage(), invalid);
        }
    }

    private static Transport transport(String name) {
        return Stream.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO)
                .filter(transport -> transport.configName().equals(name.toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "is not a transport: '" + name + "'; there are epoll, io_uring and nio"));
    }
}

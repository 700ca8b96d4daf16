package io.onesend.it.speed.doors;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.network.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and for how long: the system properties {@code doors.…}.
 *
 * @param rounds measured runs of each system
 * @param seconds of each run
 * @param warmUpSeconds of saturated load before a system's first run
 * @param connects of each run that measures what a connection costs
 * @param sessions that are idle when what one costs is measured
 * @param before the jar of another commit; null: none takes part
 */
record DoorsOptions(
        int rounds,
        int seconds,
        int warmUpSeconds,
        int connects,
        int sessions,
        Work work,
        List<Kind> kinds,
        List<Transport> transports,
        @Nullable Path before) {

    private static final String PREFIX = "doors.";
    private static final int MOST = 1_000_000;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static DoorsOptions of(Properties properties) {
        return new DoorsOptions(
                number(properties, "rounds", 5),
                number(properties, "seconds", 3),
                number(properties, "warmup", 8),
                number(properties, "connects", 5_000),
                number(properties, "sessions", 2_000),
                list(properties, "work", "25x40", Work::of).get(0),
                list(
                        properties,
                        "systems",
                        Stream.of(Kind.values()).map(Kind::optionName).collect(Collectors.joining(",")),
                        Kind::of),
                list(properties, "transports", "epoll,io_uring", DoorsOptions::transport),
                jar(properties.getProperty(PREFIX + "before", "")));
    }

    private static Transport transport(String name) {
        return Transport.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Path jar(String file) {
        if (file.isEmpty()) {
            return null;
        }
        Path jar = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(PREFIX + "before is not a file: " + jar);
        }
        return jar;
    }

    private static int number(Properties properties, String key, int otherwise) {
        String text = properties.getProperty(PREFIX + key, String.valueOf(otherwise));
        int value = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
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
            throw new IllegalArgumentException(PREFIX + key + ": " + invalid.getMessage(), invalid);
        }
    }
}

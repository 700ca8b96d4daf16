package io.onesend.it.speed.doors;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.it.speed.turns.RunOptions;
import io.onesend.network.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
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
        RunOptions options = new RunOptions(properties, PREFIX);
        return new DoorsOptions(
                options.number("rounds", 5, MOST),
                options.number("seconds", 3, MOST),
                options.number("warmup", 8, MOST),
                options.number("connects", 5_000, MOST),
                options.number("sessions", 2_000, MOST),
                options.list("work", "25x40", Work::of).get(0),
                options.list(
                        "systems",
                        Stream.of(Kind.values()).map(Kind::optionName).collect(Collectors.joining(",")),
                        Kind::of),
                options.list("transports", "epoll,io_uring", RunOptions::transport),
                jar(options));
    }

    /** The jar of another commit; null: none takes part. */
    static @Nullable Path jar(RunOptions options) {
        String file = options.text("before");
        if (file.isEmpty()) {
            return null;
        }
        Path jar = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(options.prefix() + "before is not a file: " + jar);
        }
        return jar;
    }
}

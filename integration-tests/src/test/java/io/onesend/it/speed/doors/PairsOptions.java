package io.onesend.it.speed.doors;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.Pace;
import io.onesend.it.speed.turns.RunOptions;
import io.onesend.network.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is compared, and for how long: the system properties {@code pairs.…}.
 *
 * @param processes how often the servers are started anew
 * @param entries how often members enter at each start: two crowds differ by some percent, as their memory and sockets do
 * @param rounds pairs of runs of each entry
 * @param run the length of a run
 * @param warmUp saturated load of each of the two before its first run
 * @param connects of each run that measures what a connection costs
 * @param sessions that are idle when what one costs is measured
 * @param before the jar of another commit, compared with this one's; null: two ports of one process are compared
 */
record PairsOptions(
        int processes,
        int entries,
        int rounds,
        Duration run,
        Duration warmUp,
        int connects,
        int sessions,
        Work work,
        Pace pace,
        List<Transport> transports,
        @Nullable Path before) {

    private static final int MOST = 1_000_000;

    /** Each has rooms of its own. */
    private static final int MOST_ENTRIES = 10;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static PairsOptions of(Properties properties) {
        RunOptions options = new RunOptions(properties, "pairs.");
        return new PairsOptions(
                options.number("processes", 4, MOST),
                options.number("entries", 5, MOST_ENTRIES),
                options.number("rounds", 4, MOST),
                Duration.ofMillis(options.number("millis", 800, MOST)),
                Duration.ofSeconds(options.number("warmup", 6, MOST)),
                options.number("connects", 500, MOST),
                options.number("sessions", 2_000, MOST),
                options.list("work", "25x40", Work::of).get(0),
                options.list("pace", "saturated", Pace::of).get(0),
                options.list("transports", "epoll,io_uring", RunOptions::transport),
                DoorsOptions.jar(options));
    }
}

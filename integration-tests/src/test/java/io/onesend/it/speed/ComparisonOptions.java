package io.onesend.it.speed;

import io.onesend.it.speed.turns.RunOptions;
import io.onesend.network.Transport;
import java.util.List;
import java.util.Properties;

/**
 * What is compared, and for how long: system properties such as {@code comparison.rounds}.
 *
 * @param rounds measured runs of each server
 * @param seconds of each run, after two in which the load tool warms up
 * @param warmUpSeconds of load before a server's first measured run
 * @param transports of our server, one after the other
 */
record ComparisonOptions(int rounds, int seconds, int warmUpSeconds, List<Work> works, List<Transport> transports) {

    private static final int MOST = 3_600;

    /**
     * Reads them.
     *
     * @param prefix of the properties, such as {@code comparison.}
     * @throws IllegalArgumentException if a property has an invalid value
     */
    static ComparisonOptions of(String prefix, Properties properties) {
        RunOptions options = new RunOptions(properties, prefix);
        return new ComparisonOptions(
                options.number("rounds", 3, MOST),
                options.number("seconds", 5, MOST),
                options.number("warmup", 8, MOST),
                options.list("works", "25x40", Work::of),
                options.list("transports", "epoll,io_uring,nio", RunOptions::transport));
    }

    /** The load tool's warm-up in every run: in its first second it is not at full speed. */
    int generatorWarmUpSeconds() {
        return Math.min(2, warmUpSeconds);
    }

    /** The first line of a table. */
    String title(Work work, Pinning pinning) {
        return work + "; medians of " + rounds + " alternating runs of " + seconds + " s; " + pinning
                + "; one I/O thread each; Java " + Runtime.version().feature();
    }
}

package io.onesend.it.speed.watched;

import io.onesend.it.speed.Work;
import io.onesend.it.speed.cluster.Pace;
import io.onesend.it.speed.turns.RunOptions;
import io.onesend.network.Transport;
import java.util.List;
import java.util.Properties;

/**
 * What is compared, and for how long: the system properties {@code watched.…}.
 *
 * @param rounds of each transport and pace; a round has a run with the watchers and one without
 * @param seconds of each run
 * @param warmUpSeconds of saturated load before the first run of a server
 * @param paces at which the load sends
 */
record WatchedOptions(
        int rounds, int seconds, int warmUpSeconds, Work work, List<Pace> paces, List<Transport> transports) {

    private static final int MOST = 1_000_000;

    /** @throws IllegalArgumentException if a property has an invalid value */
    static WatchedOptions of(Properties properties) {
        RunOptions options = new RunOptions(properties, "watched.");
        return new WatchedOptions(
                options.number("rounds", 12, MOST),
                options.number("seconds", 4, MOST),
                options.number("warmup", 8, MOST),
                options.list("work", "25x40", Work::of).get(0),
                options.list("pace", "saturated,20000", Pace::of),
                options.list("transports", "epoll,io_uring", RunOptions::transport));
    }
}

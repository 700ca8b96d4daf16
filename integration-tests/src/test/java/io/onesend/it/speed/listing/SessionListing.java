package io.onesend.it.speed.listing;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.WorkFolder;
import io.onesend.it.speed.MarkdownTable;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.listing.Operators.Listed;
import io.onesend.it.speed.listing.Operators.Measurement;
import io.onesend.it.speed.listing.PingProbe.Trips;
import io.onesend.it.speed.turns.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Fills a server with users and lists all of them without a pause, while the waits for its logic thread are measured: by the server
 * itself once a second, and by round trips a thousand times a second. The same is measured before, when nobody lists.
 */
final class SessionListing {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int MOST_USERS = 250_000;

    private final int users;
    private final Duration duration;

    /** As a server is run: a core is not all that the logic thread and those who list share. */
    private static final Pinning NONE = new Pinning(List.of(), List.of());

    private final List<List<String>> table = new ArrayList<>();

    private SessionListing(RunOptions options) {
        users = options.number("users", 19_600, MOST_USERS);
        duration = Duration.ofSeconds(options.number("seconds", 60, 3_600));
    }

    /** What was measured in a while. */
    private record Waits(Trips trips, List<Double> logicMillis) {}

    /**
     * Settings: {@code listing.transports}, {@code listing.users} and {@code listing.seconds}.
     */
    public static void main(String[] args) throws IOException {
        RunOptions options = new RunOptions(System.getProperties(), "listing.");
        SessionListing listing = new SessionListing(options);
        listing.table.add(List.of(
                "transport",
                "sessions are",
                "lists",
                "logic wait, median ms",
                "longest ms",
                "round trip, median ms",
                "p99 ms",
                "p99.9 ms",
                "longest ms"));
        for (var transport : options.list("transports", "epoll,io_uring", RunOptions::transport)) {
            listing.measure(ProductLaunch.of(transport, 1, 1, NONE), transport.configName());
        }
        System.out.println(listing.users + " sessions, " + listing.duration.toSeconds() + " s each; Java "
                + Runtime.version().feature() + "\n\n" + MarkdownTable.of(listing.table));
    }

    @SuppressWarnings("try") // The idle users do their work by being there.
    private void measure(ServerProcess.Launch launch, String transport) throws IOException {
        Path folder = WorkFolder.create("listing");
        TestRedis redis = TestRedis.shared();
        try (ServerProcess server = launch.in(folder)
                        .set(
                                "redis.uri=" + redis.uri(),
                                // Thousands of its probes at once overflow the kernel's queue for loopback.
                                "network.keep-alive=0",
                                "chat.max-users=" + users,
                                "network.max-sessions=" + (users + 2))
                        .start();
                IdleUsers idle = IdleUsers.logIn(users, redis, server.address());
                PingProbe probe = new PingProbe(server.address());
                Operators operators = new Operators(server.admin().address(), token(folder))) {
            Measurement<Waits> measurement = () -> waits(probe, operators);
            // The first lists and round trips are slower: the JVM has not compiled what they need.
            operators.listDuring(users, () -> probe.measure(WARM_UP.compareTo(duration) < 0 ? WARM_UP : duration));
            operators.awaitSamples();
            add(transport, "not listed", "", measurement.take());
            Listed<Waits> listed = operators.listDuring(users, measurement);
            add(
                    transport,
                    "listed",
                    listed.lists().sessions() + " + " + listed.lists().users(),
                    listed.measured());
        }
    }

    private Waits waits(PingProbe probe, Operators operators) throws IOException {
        long begin = System.currentTimeMillis();
        Trips trips = probe.measure(duration);
        return new Waits(trips, operators.logicWaitsMillis(begin));
    }

    private void add(String transport, String what, String lists, Waits waits) {
        List<Double> sorted = waits.logicMillis().stream().sorted().toList();
        table.add(List.of(
                transport,
                what,
                lists,
                millis(sorted.get(sorted.size() / 2)),
                millis(Collections.max(sorted)),
                millis(waits.trips().atMostMillis(0.5)),
                millis(waits.trips().atMostMillis(0.99)),
                millis(waits.trips().atMostMillis(0.999)),
                millis(waits.trips().longestMillis())));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis);
    }

    private static String token(Path folder) throws IOException {
        return Files.readString(folder.resolve("data/admin.token")).strip().split(" ")[2];
    }
}

package io.onesend.it.faults;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Signals;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The hosts of one cluster, each a process of its own, which a test kills, stops and starts again. */
final class HostFleet implements AutoCloseable {

    /** Short, so that a test that waits for the end of one is short too. */
    static final Duration LEASE = Duration.ofSeconds(3);

    /** Until an answer says that a text's fate is unknown. */
    static final Duration ACCEPT_TIMEOUT = Duration.ofSeconds(2);

    static final String KEY_PREFIX = "onesend:";
    static final int PARTITIONS = 16;

    private static final Duration READY_DEADLINE = Duration.ofSeconds(30);

    private static final List<String> SETTINGS = List.of(
            "cluster.enabled=true",
            "cluster.partitions=" + PARTITIONS,
            "cluster.lease=" + LEASE.toMillis() + "ms",
            "cluster.accept-timeout=" + ACCEPT_TIMEOUT.toMillis() + "ms",
            // The checker reads streams from their first event on.
            "cluster.history.entries=1000000",
            "redis.key-prefix=" + KEY_PREFIX,
            "chat.rooms.first=0",
            "chat.rooms.count=10000",
            "chat.login=plaintext",
            "chat.login-throttle.failures-per-user=0",
            "chat.login-throttle.failures-per-address=0");

    private final List<List<String>> settings;
    private final Map<Integer, ServerProcess> running = new ConcurrentHashMap<>();

    private HostFleet(List<List<String>> settings) {
        this.settings = settings;
    }

    /**
     * Starts hosts, all at once, and waits until each is ready.
     *
     * @param settings of each host: its {@code redis.uri}, and what else is its own
     */
    static HostFleet start(List<List<String>> settings) {
        HostFleet fleet = new HostFleet(List.copyOf(settings));
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int host = 0; host < settings.size(); host++) {
            int number = host;
            starts.add(CompletableFuture.runAsync(() -> fleet.launch(number)));
        }
        try {
            starts.forEach(CompletableFuture::join);
            fleet.awaitReady();
            return fleet;
        } catch (RuntimeException | AssertionError failed) {
            fleet.close();
            throw failed;
        }
    }

    int size() {
        return settings.size();
    }

    /** The ends of the logs of all hosts that run, for the message of a failure. */
    String endOfLogs() {
        return IntStream.range(0, size())
                .filter(number -> running.get(number) != null)
                .mapToObj(number -> "\nhost " + number + ":\n" + host(number).endOfLog())
                .collect(Collectors.joining());
    }

    ServerProcess host(int number) {
        ServerProcess host = running.get(number);
        if (host == null) {
            throw new IllegalStateException("host " + number + " does not run");
        }
        return host;
    }

    /** Of all hosts that run, this one first. */
    List<InetSocketAddress> addressesFrom(int home) {
        return IntStream.range(0, size())
                .mapToObj(step -> running.get((home + step) % size()))
                .filter(Objects::nonNull)
                .map(ServerProcess::address)
                .toList();
    }

    /** Where a user of this host connects: to the host itself or, while it does not run, to the next one that does. */
    @Nullable
    InetSocketAddress addressFor(int home) {
        return addressesFrom(home).stream().findFirst().orElse(null);
    }

    /** SIGKILL. */
    void kill(int number) {
        ServerProcess host = host(number);
        running.remove(number);
        host.kill();
    }

    /** Starts a host that was killed; the others know it again when this returns. */
    void startAgain(int number) {
        launch(number);
        awaitReady();
    }

    /** SIGSTOP: its connections stay, and it does nothing until {@link #thaw}. */
    void freeze(int number) {
        Signals.send("STOP", host(number).process());
    }

    /** SIGCONT. */
    void thaw(int number) {
        Signals.send("CONT", host(number).process());
    }

    /** A metric of one host, 0 where it has none yet. */
    double metric(int number, String name, String... labels) {
        return host(number).admin().metricOrZero(name, labels);
    }

    /** A metric, summed over the hosts that run. */
    double metric(String name, String... labels) {
        return running.values().stream()
                .mapToDouble(host -> host.admin().metricOrZero(name, labels))
                .sum();
    }

    /** Waits until each host says that it serves logins and sees the others. */
    void awaitReady() {
        Awaitility.await()
                .atMost(READY_DEADLINE)
                .until(() -> running.values().stream()
                        .allMatch(host -> host.admin().page("/readyz").status() == 200
                                && host.admin().metricOrZero("onesend_cluster_live_partitions") == PARTITIONS
                                && host.admin().metricOrZero("onesend_cluster_hosts") == running.size()));
    }

    private void launch(int number) {
        running.put(
                number,
                ServerProcess.launch()
                        .set(SETTINGS.toArray(String[]::new))
                        .set("cluster.host-name=host-" + number)
                        .set(settings.get(number).toArray(String[]::new))
                        .start());
    }

    /** Stops all hosts as an operator would; fails if one complained about anything. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (ServerProcess host : running.values()) {
            try {
                host.close();
            } catch (RuntimeException | AssertionError failed) {
                first = first == null ? new IllegalStateException(failed) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

package io.onesend.chat.simulation;

import io.onesend.chat.Configs;
import io.onesend.chat.checker.RewrittenEvent;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Hosts, their Redis, and all of their clients, on one clock. */
final class SimulatedCluster implements AutoCloseable {

    static final int FIRST_ROOM = 3;
    static final int ROOMS = 3;
    static final int MAX_USERS = 4;
    static final Duration LEASE = Duration.ofSeconds(2);

    static final int PARTITIONS = 2;
    private static final long LONGEST_STEP_NANOS = 20_000_000;

    final SimulatedTime time = new SimulatedTime();
    final List<SimulatedPrimary> primaries = new ArrayList<>();
    final List<SimulatedHost> hosts = new ArrayList<>();
    final List<SimulatedClient> clients = new ArrayList<>();
    final Duration acceptTimeout;

    private final Random random;
    private final ChatConfig chatConfig = Configs.rooms(FIRST_ROOM, ROOMS, MAX_USERS);
    private final ClusterConfig clusterConfig;

    SimulatedCluster(Random random, int hostCount) {
        this.random = random;
        acceptTimeout = Duration.ofMillis(400 + random.nextInt(800));
        clusterConfig = configure();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            primaries.add(new SimulatedPrimary(MAX_USERS, clusterConfig.history(), time));
        }
        for (int i = 0; i < hostCount; i++) {
            hosts.add(newHost());
        }
    }

    private ClusterConfig configure() {
        ClusterConfig defaults = ClusterConfig.named("simulated");
        return new ClusterConfig(
                defaults.hostName(),
                defaults.address(),
                PARTITIONS,
                1 + random.nextInt(2),
                LEASE,
                acceptTimeout,
                Duration.ofMillis(500),
                random.nextBoolean(),
                false,
                1,
                1 + random.nextInt(4),
                defaults.feedMaxPendingBytes(),
                defaults.repairMaxBytes(),
                defaults.history(),
                defaults.resume());
    }

    private SimulatedHost newHost() {
        return new SimulatedHost(chatConfig, clusterConfig, primaries, time, random);
    }

    /** A host is gone, with its sessions; another takes its place. */
    void replace(SimulatedHost host) {
        clients.stream()
                .filter(client -> client.session.logicLoop() == host.chat.loop)
                .forEach(SimulatedClient::cutOff);
        host.kill();
        hosts.set(hosts.indexOf(host), newHost());
    }

    /** A client of a user whom this host knows. */
    SimulatedClient connect(SimulatedHost host, String userId, Expectations expectations) {
        host.chat.addUser(userId);
        String name = "client " + clients.size() + " of " + userId;
        SimulatedClient client = new SimulatedClient(host.chat.connect(), name, expectations);
        clients.add(client);
        return client;
    }

    /** Time passes until the next thing happens on the network, or for a short while; then each host makes a pass. */
    void goOn() {
        time.goOn(1 + random.nextInt((int) LONGEST_STEP_NANOS));
        hosts.forEach(SimulatedHost::step);
        clients.forEach(SimulatedClient::read);
    }

    void goOnFor(Duration pause) {
        long end = time.nanos() + pause.toNanos();
        while (time.nanos() < end) {
            goOn();
        }
    }

    /** Time passes until nothing has been stored for a while, so that everybody has heard all. */
    void goOnUntilQuietFor(Duration pause) {
        long before;
        do {
            before = storedEvents();
            goOnFor(pause);
        } while (storedEvents() != before);
    }

    private long storedEvents() {
        return streams().stream().mapToLong(stream -> stream.entries().size()).sum();
    }

    /** Everything that is wrong is put right; what is on its way stays as it is. */
    void recover() {
        primaries.forEach(SimulatedPrimary::recover);
        hosts.forEach(host -> {
            host.wakeUp();
            host.port.links().forEach(SimulatedLink::recover);
        });
    }

    /** A host sends its users away and signs off; then another takes its place. */
    void drain(SimulatedHost host) {
        host.drain();
        time.after(Duration.ofSeconds(5), () -> {
            if (hosts.contains(host)) {
                replace(host);
            }
        });
    }

    int largestRoom() {
        int largest = 0;
        for (SimulatedPrimary primary : primaries) {
            largest = Math.max(largest, primary.model.largestRoom());
        }
        return largest;
    }

    List<RoomStream> streams() {
        List<RoomStream> all = new ArrayList<>();
        primaries.forEach(primary -> all.addAll(primary.model.streams()));
        return all;
    }

    /** The events that failovers took out of their streams. */
    List<RewrittenEvent> rewritten() {
        List<RewrittenEvent> all = new ArrayList<>();
        primaries.forEach(primary -> all.addAll(primary.model.rewritten()));
        return all;
    }

    /** Without an orderly stop, which would wait for a real millisecond. */
    @Override
    public void close() {
        hosts.forEach(SimulatedHost::kill);
    }
}

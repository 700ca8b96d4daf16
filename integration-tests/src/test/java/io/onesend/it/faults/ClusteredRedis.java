package io.onesend.it.faults;

import io.onesend.chat.checker.RoomStream;
import io.onesend.network.testing.RedisClusterProcesses;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A Redis Cluster of three primaries, each with a replica. */
final class ClusteredRedis implements FaultStore {

    private static final int PRIMARIES = 3;
    private static final int REPLICAS = 1;
    private static final int LAST_SLOT = 16_383;
    /** A start has little more than this to connect to all nodes, and here they share one busy machine. */
    static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(4);

    /** A failover fences a host that finds its new primary 0.6 lease later than another host: not for being on a busy machine. */
    static final Duration LEASE = Duration.ofSeconds(8);

    private static final Duration FAILOVER_DEADLINE = Duration.ofSeconds(30);

    private final RedisClusterProcesses processes;

    private ClusteredRedis(RedisClusterProcesses processes) {
        this.processes = processes;
    }

    /** Starts it. A node that is killed has in its file all that it has answered. */
    static ClusteredRedis startIn(Path folder) throws IOException, InterruptedException {
        return new ClusteredRedis(
                RedisClusterProcesses.startIn(folder, PRIMARIES, REPLICAS, AppendOnlyFiles.WRITTEN_BEFORE_ANSWERED));
    }

    RedisClusterProcesses processes() {
        return processes;
    }

    /** What a host needs to find it, whichever of its nodes is gone. */
    List<String> hostSettings() {
        String seeds = String.join(
                ",",
                uris().stream().map(uri -> uri.substring("redis://".length())).toList());
        return List.of(
                "redis.uri=" + processes.uri(),
                "redis.seeds=" + seeds,
                "redis.command-timeout=" + COMMAND_TIMEOUT.toMillis() + "ms",
                "cluster.lease=" + LEASE.toMillis() + "ms");
    }

    /** Starts what was killed again, and waits until each primary has its replica, which has all data. */
    void makeWhole() throws IOException, InterruptedException {
        processes.makeWhole();
    }

    /** The number of the primary that has the room's partition. */
    int primaryOf(int room) throws IOException, InterruptedException {
        return processes.primaryOf(Questions.slotOf(room));
    }

    RedisProcess node(int number) {
        return processes.node(number);
    }

    /** Moves the partition of a room to another primary. */
    void move(int room, int to) throws IOException, InterruptedException {
        int slot = Questions.slotOf(room);
        processes.move(slot, processes.primaryOf(slot), to);
    }

    /** Waits until a room's partition is at another primary than this one. */
    void awaitAnotherPrimary(int room, int than) {
        // Meanwhile there is none, as the nodes see it.
        Awaitility.await()
                .atMost(FAILOVER_DEADLINE)
                .ignoreException(IOException.class)
                .until(() -> primaryOf(room) != than);
    }

    List<Integer> primariesOf(List<Integer> rooms) throws IOException, InterruptedException {
        List<Integer> primaries = new ArrayList<>();
        for (int room : rooms) {
            primaries.add(primaryOf(room));
        }
        return primaries;
    }

    /** A primary other than this one. */
    int anotherPrimary(int than) throws IOException, InterruptedException {
        int first = processes.primaryOf(0);
        return first == than ? processes.primaryOf(LAST_SLOT) : first;
    }

    /** Has the replica of a primary take its place, in agreement with it. */
    void failOver(int primary) throws IOException, InterruptedException {
        RedisProcess replica = processes.node(processes.replicaOf(primary));
        String told = replica.tell("CLUSTER", "FAILOVER");
        if (!told.equals("OK")) {
            throw new IOException("the replica does not take over: " + told);
        }
    }

    private List<String> uris() {
        return IntStream.range(0, processes.size())
                .mapToObj(number -> processes.node(number).uri())
                .toList();
    }

    @Override
    public void addAccounts(List<String> userIds, String password) {
        Questions.askCluster(uris(), redis -> Questions.addAccounts(redis.sync(), userIds, password));
    }

    @Override
    public List<RoomStream> streams(List<Integer> rooms) {
        return Questions.askCluster(uris(), redis -> Questions.streams(redis.sync(), rooms));
    }

    @Override
    public void close() {
        processes.close();
    }
}

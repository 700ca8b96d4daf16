package io.onesend.it.faults;

import io.onesend.chat.checker.RoomStream;
import io.onesend.network.testing.RedisProcess;
import io.onesend.network.testing.RedisSentinelProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A primary and its replica, which three Sentinels watch. */
final class SentinelRedis implements FaultStore {

    private static final Duration FAILOVER_DEADLINE = Duration.ofSeconds(30);

    private final RedisSentinelProcesses processes;

    private SentinelRedis(RedisSentinelProcesses processes) {
        this.processes = processes;
    }

    /** Starts them. A server that is killed has in its file all that it has answered. */
    static SentinelRedis startIn(Path folder) throws IOException, InterruptedException {
        return new SentinelRedis(RedisSentinelProcesses.startIn(folder, AppendOnlyFiles.WRITTEN_BEFORE_ANSWERED));
    }

    /** What a host needs to find it. */
    List<String> hostSettings() {
        return List.of(
                "redis.uri=" + processes.uri(),
                "redis.command-timeout=" + ClusteredRedis.COMMAND_TIMEOUT.toMillis() + "ms",
                "cluster.lease=" + ClusteredRedis.LEASE.toMillis() + "ms");
    }

    RedisProcess primary() {
        return processes.server(number());
    }

    RedisProcess replica() {
        return processes.server(1 - number());
    }

    private int number() {
        try {
            return processes.primary();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Has the replica take the place of the primary, which becomes its replica some seconds later, and waits for the former. */
    void failOver() throws IOException, InterruptedException {
        int former = number();
        processes.failOver();
        Awaitility.await().atMost(FAILOVER_DEADLINE).until(() -> number() != former);
    }

    /** Starts what was killed again, and waits until the primary has its replica, which has all data. */
    void makeWhole() throws IOException, InterruptedException {
        processes.makeWhole();
    }

    @Override
    public void addAccounts(List<String> userIds, String password) {
        Questions.ask(primary().uri(), redis -> Questions.addAccounts(redis.sync(), userIds, password));
    }

    @Override
    public List<RoomStream> streams(List<Integer> rooms) {
        return Questions.ask(primary().uri(), redis -> Questions.streams(redis.sync(), rooms));
    }

    @Override
    public void close() {
        processes.close();
    }
}

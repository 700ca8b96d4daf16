package io.onesend.it.faults;

import io.onesend.network.testing.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of two hosts on a Redis Cluster with {@code cluster.durability: replicated}: nothing is heard or answered that a failover could
 * undo, so the checker allows for nothing.
 */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class ReplicatedFaultsIT {

    /** A primary is replaced within some three seconds, and is back as a replica of the one that was its replica. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final FaultTable TABLE = new FaultTable();

    @TempDir
    private static Path folder;

    private static ClusteredRedis redis;
    private static HostFleet hosts;
    private static FaultBench bench;

    @BeforeAll
    static void start() throws Exception {
        redis = ClusteredRedis.startIn(folder);
        List<String> settings = new ArrayList<>(redis.hostSettings());
        settings.add("cluster.durability=replicated");
        hosts = HostFleet.start(List.of(settings, settings));
        bench = new FaultBench(hosts, redis, TABLE);
    }

    @AfterAll
    static void stop() {
        TABLE.write("replicated");
        try {
            hosts.close();
        } finally {
            redis.close();
        }
    }

    @Test
    @ByHand
    void primaryAndAnAcceptingHostKilled() throws Throwable {
        bench.play("replicated: primary killed, and a host with it", BOUND.plus(ClusteredRedis.LEASE), trial -> {
            redis.makeWhole();
            int room = trial.load().rooms().get(0);
            int number = redis.primaryOf(room);
            RedisProcess primary = redis.node(number);
            trial.linksBreak();
            primary.kill();
            hosts.kill(1);
            trial.faultIsOver();
            redis.awaitAnotherPrimary(room, number);
            primary.startAgain();
            trial.awaitHealed();
            hosts.startAgain(1);
        });
    }

    @Test
    @ByHand
    void replicaGone() throws Throwable {
        bench.play("replicated: replica stopped, and back", Duration.ofSeconds(2), trial -> {
            redis.makeWhole();
            trial.linksBreak();
            int primary = redis.primaryOf(trial.load().rooms().get(0));
            RedisProcess replica = redis.node(redis.processes().replicaOf(primary));
            replica.freeze();
            try {
                Awaitility.await()
                        .atMost(ClusteredRedis.COMMAND_TIMEOUT.plus(FaultBench.SLACK))
                        .until(() ->
                                hosts.host(0).admin().page("/readyz").body().contains("fewer than 1 replicas have it"));
            } finally {
                replica.thaw();
            }
            trial.faultIsOver();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }
}

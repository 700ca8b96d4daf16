package io.onesend.it.faults;

import io.onesend.network.testing.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faults of two hosts on a Redis Cluster of three primaries, each with a replica. The rooms of a load are at all primaries. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisClusterFaultsIT {

    /** The nodes find a primary gone after a second, which is their time-out here, and replace it. */
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
        hosts = HostFleet.start(List.of(redis.hostSettings(), redis.hostSettings()));
        bench = new FaultBench(hosts, redis, TABLE);
    }

    @AfterAll
    static void stop() {
        TABLE.write("redis-cluster");
        try {
            hosts.close();
        } finally {
            redis.close();
        }
    }

    @Test
    void slotsMovedToAndFro() throws Throwable {
        bench.play("slots moved to another node and back", Duration.ofSeconds(2), trial -> {
            redis.makeWhole();
            for (int room : trial.load().rooms()) {
                int home = redis.primaryOf(room);
                redis.move(room, redis.anotherPrimary(home));
                trial.load().awaitAccepted(20);
                redis.move(room, home);
            }
            trial.faultIsOver();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    void primaryKilled() throws Throwable {
        bench.play("Redis Cluster: primary killed", BOUND, trial -> {
            redis.makeWhole();
            RedisProcess primary = primaryOf(trial);
            primary.kill();
            trial.faultIsOver();
            trial.awaitHealed();
            lostItsPlace(trial, primary);
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void primaryAndAnAcceptingHostKilled() throws Throwable {
        bench.play("Redis Cluster: primary killed, and a host with it", BOUND.plus(ClusteredRedis.LEASE), trial -> {
            redis.makeWhole();
            RedisProcess primary = primaryOf(trial);
            primary.kill();
            hosts.kill(1);
            trial.faultIsOver();
            trial.awaitHealed();
            lostItsPlace(trial, primary);
            trial.hostDiedToo();
            hosts.startAgain(1);
        });
    }

    @Test
    @ByHand
    void primaryStoppedAndBackAfterTheFailover() throws Throwable {
        bench.play("Redis Cluster: primary stopped, and back after the failover", BOUND, trial -> {
            redis.makeWhole();
            RedisProcess primary = primaryOf(trial);
            primary.freeze();
            trial.faultIsOver();
            trial.awaitHealed();
            lostItsPlace(trial, primary);
            primary.thaw();
            redis.makeWhole();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void primaryOnTheSideOfTheMinority() throws Throwable {
        bench.play("Redis Cluster: primary on the side of the minority, and back", BOUND, trial -> {
            redis.makeWhole();
            int number = redis.primaryOf(trial.load().rooms().get(0));
            redis.processes().part(number);
            trial.faultIsOver();
            redis.awaitAnotherPrimary(trial.load().rooms().get(0), number);
            trial.awaitHealed();
            lostItsPlace(trial, redis.node(number));
            redis.processes().join(number);
            redis.makeWhole();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void failoverOnRequest() throws Throwable {
        bench.play("Redis Cluster: failover on request", Duration.ofSeconds(2), trial -> {
            redis.makeWhole();
            int primary = redis.primaryOf(trial.load().rooms().get(0));
            redis.failOver(primary);
            trial.faultIsOver();
            redis.awaitAnotherPrimary(trial.load().rooms().get(0), primary);
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void nodeAddedAndRemoved() throws Throwable {
        bench.play("Redis Cluster: a node added, and removed again", Duration.ofSeconds(2), trial -> {
            redis.makeWhole();
            int added = redis.processes().add();
            List<Integer> rooms = trial.load().rooms();
            List<Integer> homes = redis.primariesOf(rooms);
            for (int room : rooms) {
                redis.move(room, added);
            }
            trial.load().awaitAccepted(50);
            for (int index = 0; index < rooms.size(); index++) {
                redis.move(rooms.get(index), homes.get(index));
            }
            redis.processes().removeLast();
            trial.faultIsOver();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    private static RedisProcess primaryOf(FaultTry trial) throws Exception {
        return redis.node(redis.primaryOf(trial.load().rooms().get(0)));
    }

    /** A primary that does not answer has all that it ever answered in its files. */
    private static void lostItsPlace(FaultTry trial, RedisProcess primary) throws Exception {
        trial.linksBreak();
        trial.wentBack(AppendOnlyFiles.streamsOf(primary.folder(), trial.load().rooms()));
    }
}

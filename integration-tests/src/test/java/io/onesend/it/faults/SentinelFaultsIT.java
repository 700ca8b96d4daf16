package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faults of two hosts on a primary with a replica, which three Sentinels watch. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class SentinelFaultsIT {

    /** Sentinel finds a primary gone after half a second, agrees with the others, and replaces it. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final FaultTable TABLE = new FaultTable();

    @TempDir
    private static Path folder;

    private static SentinelRedis redis;
    private static HostFleet hosts;
    private static FaultBench bench;

    @BeforeAll
    static void start() throws Exception {
        redis = SentinelRedis.startIn(folder);
        List<String> settings = redis.hostSettings();
        hosts = HostFleet.start(List.of(settings, settings));
        bench = new FaultBench(hosts, redis, TABLE);
    }

    @AfterAll
    static void stop() {
        TABLE.write("sentinel");
        try {
            hosts.close();
        } finally {
            redis.close();
        }
    }

    @Test
    void primaryKilled() throws Throwable {
        bench.play("Sentinel: primary killed", BOUND, trial -> {
            redis.makeWhole();
            RedisProcess primary = redis.primary();
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
        bench.play("Sentinel: primary killed, and a host with it", BOUND.plus(ClusteredRedis.LEASE), trial -> {
            redis.makeWhole();
            RedisProcess primary = redis.primary();
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
        bench.play("Sentinel: primary stopped, and back after the failover", BOUND, trial -> {
            redis.makeWhole();
            RedisProcess primary = redis.primary();
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
    void failoverOnRequest() throws Throwable {
        bench.play("Sentinel: failover on request", BOUND, trial -> {
            redis.makeWhole();
            RedisProcess former = redis.primary();
            // Sentinel leaves it as it is for some seconds. Then it would become a replica, and what only it has would
            // be lost: it must not before the hosts have left it and its history was read.
            former.tell("ACL", "SETUSER", "default", "-replicaof", "-slaveof");
            try {
                redis.failOver();
                trial.faultIsOver();
                Awaitility.await()
                        .atMost(BOUND.plus(FaultBench.SLACK))
                        .until(() -> former.tell("PUBSUB", "SHARDCHANNELS").isEmpty());
                trial.awaitHealed();
                trial.linksBreak();
                trial.wentBack(Questions.ask(
                        former.uri(),
                        own -> Questions.streams(own.sync(), trial.load().rooms())));
            } finally {
                former.tell("ACL", "SETUSER", "default", "+replicaof", "+slaveof");
            }
            redis.makeWhole();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void tooFewReplicas() throws Throwable {
        bench.play("Sentinel: fewer replicas than min-replicas-to-write", Duration.ofSeconds(2), trial -> {
            redis.makeWhole();
            trial.linksBreak();
            RedisProcess primary = redis.primary();
            primary.tell("CONFIG", "SET", "min-replicas-max-lag", "1");
            primary.tell("CONFIG", "SET", "min-replicas-to-write", "2");
            try {
                trial.load().goOnFor(HostFleet.ACCEPT_TIMEOUT.plusSeconds(1));
                assertThat(hosts.host(0).admin().page("/readyz").body()).contains("Not enough good replicas");
            } finally {
                primary.tell("CONFIG", "SET", "min-replicas-to-write", "0");
            }
            trial.faultIsOver();
            trial.awaitHealed();
            trial.assertNobodyWasClosed();
        });
    }

    /** A primary that does not answer has all that it ever answered in its files. */
    private static void lostItsPlace(FaultTry trial, RedisProcess primary) throws Exception {
        trial.linksBreak();
        trial.wentBack(AppendOnlyFiles.streamsOf(primary.folder(), trial.load().rooms()));
    }
}

package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of two hosts on one Redis without replicas. Host 1 reaches Redis through a relay, so that it can be cut off, and is the one
 * that suffers; the users of host 0 must notice nothing but who leaves and enters.
 */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class SingleRedisFaultsIT {

    private static final Duration LEASE = HostFleet.LEASE;
    private static final Duration SHORT_PAUSE = LEASE.dividedBy(4);
    private static final Duration TWO_BEATS = LEASE.dividedBy(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Until a link that is lost is tried again, at most. */
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    /** Of host 1; more than the load ever brings at once. */
    private static final int FEED_MAX_PENDING = 256 * 1024;

    private static final int CLOCK_JUMP_SECONDS = 20;

    private static final FaultTable TABLE = new FaultTable();

    @TempDir
    private static Path folder;

    private static SingleRedis redis;
    private static RedisRelay relay;
    private static HostFleet hosts;
    private static FaultBench bench;

    @BeforeAll
    static void start() throws Exception {
        redis = SingleRedis.startIn(folder);
        relay = RedisRelay.to(redis.process().port());
        hosts = HostFleet.start(List.of(
                List.of("redis.uri=" + redis.process().uri()),
                List.of("redis.uri=" + relay.uri(), "cluster.feed-max-pending=" + FEED_MAX_PENDING)));
        bench = new FaultBench(hosts, redis, TABLE);
    }

    @AfterAll
    static void stop() {
        TABLE.write("single-redis");
        hosts.close();
        relay.close();
        redis.close();
    }

    @Test
    void theCheckerFindsWhatIsPlantedInARealRun() {
        FaultEvidence real = bench.calmRun();

        assertThat(real.check().isClean()).as("%s", real.check().problems()).isTrue();
        assertThat(PlantedErrors.lostText(real).check().lost()).isOne();
        assertThat(PlantedErrors.doubledText(real).check().repeated()).isOne();
        assertThat(PlantedErrors.missedText(real).check().missing()).isOne();
        assertThat(PlantedErrors.swappedTexts(real).check().reordered()).isOne();
    }

    // ---- hosts

    @Test
    void hostKilled() throws Throwable {
        bench.play("host killed", LEASE, trial -> {
            hosts.kill(1);
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            assertThat(trial.load().lostConnections(1)).isEqualTo(trial.load().usersOf(1));
            assertThat(trial.load().staysOfResumingUsers(1)).isEqualTo(ChatLoad.ROOMS);
            hosts.startAgain(1);
        });
    }

    @Test
    void hostStoppedForLessThan06Lease() throws Throwable {
        bench.play("host stopped for less than 0.6 lease", RECONNECT, trial -> {
            trial.linksBreak();
            hosts.freeze(1);
            trial.load().goOnFor(SHORT_PAUSE);
            hosts.thaw(1);
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void hostStoppedForLonger() throws Throwable {
        bench.play("host stopped for longer", RECONNECT, trial -> {
            trial.linksBreak();
            hosts.freeze(1);
            assertThat(trial.load().awaitGone(1)).isLessThan(LEASE.plus(FaultBench.SLACK));
            hosts.thaw(1);
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            assertUsersOfHost1WereClosed(trial, "lease-lost");
        });
    }

    @Test
    void hostCutOffForLessThan06Lease() throws Throwable {
        bench.play("host cut off for less than 0.6 lease", RECONNECT, trial -> {
            trial.linksBreak();
            relay.part();
            trial.load().goOnFor(SHORT_PAUSE);
            relay.join();
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void hostCutOffForLonger() throws Throwable {
        bench.play("host cut off for longer", RECONNECT, trial -> {
            trial.linksBreak();
            relay.part();
            assertThat(trial.load().awaitGone(1)).isLessThan(LEASE.plus(FaultBench.SLACK));
            relay.join();
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            assertUsersOfHost1WereClosed(trial, "lease-lost");
        });
    }

    /** Redis's own clock cannot be moved without rights; so the times of the beats are, by as much the other way. */
    @Test
    void clockOfRedisAhead() throws Throwable {
        bench.play("clock of Redis jumps 20 s ahead", SECOND, trial -> {
            redis.moveBeats(Duration.ofSeconds(-CLOCK_JUMP_SECONDS));
            trial.awaitHealed();
            trial.load().goOnFor(LEASE);
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void clockOfRedisBack() throws Throwable {
        bench.play("clock of Redis jumps 20 s back", SECOND, trial -> {
            redis.moveBeats(Duration.ofSeconds(CLOCK_JUMP_SECONDS));
            trial.awaitHealed();
            trial.load().goOnFor(LEASE);
            assertNobodyWasClosed(trial);
        });
    }

    // ---- Redis

    @Test
    void primaryKilledAndRestartedWithAppendfsyncAlways() throws Throwable {
        bench.play("primary killed, back, appendfsync always", RECONNECT, trial -> {
            trial.linksBreak();
            redis.process().kill();
            redis.process().startAgain();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void primaryKilledAndRestartedWithAppendfsyncEverysec() throws Throwable {
        bench.play("primary killed, back, appendfsync everysec", RECONNECT, trial -> {
            trial.linksBreak();
            redis.process().tell("CONFIG", "SET", "appendfsync", "everysec");
            trial.load().goOnFor(SECOND);
            redis.process().kill();
            // Its command line says always again.
            redis.process().startAgain();
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void primaryBackWithoutItsLastWrites() throws Throwable {
        bench.play("primary back without its last writes", RECONNECT, trial -> {
            trial.linksBreak();
            double repaired = hosts.metric("onesend_cluster_repaired_events_total");
            trial.wentBack(redis.loseLatest(20_000, trial.load().rooms()));
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
            assertThat(hosts.metric("onesend_cluster_repaired_events_total")).isGreaterThan(repaired);
        });
    }

    @Test
    void redisWiped() throws Throwable {
        bench.play("Redis wiped", LEASE, trial -> {
            trial.linksBreak();
            trial.deleted(redis.wipe(trial.load().rooms()));
            trial.load().addAccountsTo(redis);
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isEqualTo(trial.load().usersOf(0));
            assertUsersOfHost1WereClosed(trial, "room-lost");
        });
    }

    @Test
    void redisFull() throws Throwable {
        bench.play("Redis full", RECONNECT, trial -> {
            trial.linksBreak();
            redis.process().tell("CONFIG", "SET", "maxmemory", "1");
            try {
                trial.load().goOnFor(HostFleet.ACCEPT_TIMEOUT.plus(SECOND));
                assertThat(hosts.host(0).admin().page("/readyz").body()).contains("'maxmemory'");
            } finally {
                redis.process().tell("CONFIG", "SET", "maxmemory", "0");
            }
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void allOfRedisAway() throws Throwable {
        bench.play("all of Redis away", Duration.ofSeconds(2), trial -> {
            trial.linksBreak();
            redis.process().kill();
            trial.load().goOnFor(HostFleet.ACCEPT_TIMEOUT.plus(SECOND));
            redis.process().startAgain();
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    /** No pause of Redis kills a host. */
    @Test
    void redisStopped() throws Throwable {
        bench.play("all of Redis stopped", RECONNECT, trial -> {
            trial.linksBreak();
            redis.process().freeze();
            trial.load().goOnFor(LEASE);
            redis.process().thaw();
            trial.faultIsOver();
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    // ---- feeds and history

    @Test
    void feedCut() throws Throwable {
        bench.play("feed cut: connections killed", RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = redis.feeds();
            redis.process().tell("CLIENT", "KILL", "TYPE", "pubsub");
            trial.awaitHealed();
            assertThat(redis.feeds()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
            assertNobodyWasClosed(trial);
        });
    }

    /** What fills the buffer is of no interest; one byte is allowed beyond what Redis does not count, 16 KiB. */
    @Test
    void feedCutByItsOutputBufferLimit() throws Throwable {
        bench.play("feed cut: output buffer full", RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = redis.feeds();
            redis.process().tell("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1 0 0");
            redis.flood("host-1", FEED_MAX_PENDING / 2);
            redis.process().tell("CONFIG", "SET", "client-output-buffer-limit", "pubsub 32mb 8mb 60");
            awaitNewFeedOfOneHost(before);
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void feedDeadThoughConnected() throws Throwable {
        bench.play("feed dead though connected", TWO_BEATS.plus(RECONNECT), trial -> {
            trial.linksBreak();
            Set<String> before = redis.feeds();
            relay.deafen();
            awaitNewFeedOfOneHost(before);
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    /** One message that is over the bound by itself: many small ones might be handled as fast as they come. */
    @Test
    void feedBacklogAboveItsBound() throws Throwable {
        bench.play("feed backlog above feed-max-pending", RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = redis.feeds();
            redis.flood("host-1", FEED_MAX_PENDING + 1);
            awaitNewFeedOfOneHost(before);
            trial.awaitHealed();
            assertNobodyWasClosed(trial);
        });
    }

    @Test
    void historyTrimmedPastAHost() throws Throwable {
        bench.play("history trimmed past a host", RECONNECT, trial -> {
            trial.linksBreak();
            relay.part();
            relay.hangUp();
            trial.load().awaitAccepted(50);
            trial.deleted(redis.trim(trial.load().rooms()));
            relay.join();
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            assertUsersOfHost1WereClosed(trial, "room-gap");
        });
    }

    // ---- what users saw

    private static void assertNobodyWasClosed(FaultTry trial) {
        assertThat(trial.load().lostConnections(0)).isZero();
        assertThat(trial.load().lostConnections(1)).isZero();
    }

    /** Each of them was, once, for this reason. */
    private static void assertUsersOfHost1WereClosed(FaultTry trial, String reason) {
        assertThat(trial.load().lostConnections(1)).isEqualTo(trial.load().usersOf(1));
        assertThat(hosts.metric(1, "onesend_network_disconnects_total", "\"" + reason + "\""))
                .isGreaterThanOrEqualTo(trial.load().usersOf(1));
    }

    private static void awaitNewFeedOfOneHost(Set<String> before) {
        Awaitility.await().atMost(FaultBench.SLACK).until(() -> {
            Set<String> now = redis.feeds();
            return now.size() == before.size()
                    && now.stream().filter(before::contains).count() == before.size() - 1;
        });
    }
}

package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faults of a host, and of the one Redis that two hosts have. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
@TestMethodOrder(MethodOrderer.MethodName.class)
class SingleRedisFaultsIT {

    private static final Duration LEASE = HostFleet.LEASE;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration CLOCK_JUMP = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static TwoHostsOneRedis cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TwoHostsOneRedis.startIn(folder);
    }

    @AfterAll
    static void stop() {
        cluster.finish("single-redis");
    }

    @Test
    void theCheckerFindsWhatIsPlantedInARealRun() {
        FaultEvidence real = cluster.bench().calmRun();

        assertThat(real.check().isClean()).as("%s", real.check().problems()).isTrue();
        assertThat(PlantedErrors.lostText(real).check().lost()).isOne();
        assertThat(PlantedErrors.doubledText(real).check().repeated()).isOne();
        assertThat(PlantedErrors.missedText(real).check().missing()).isOne();
        assertThat(PlantedErrors.swappedTexts(real).check().reordered()).isOne();
    }

    // ---- hosts

    @Test
    void hostKilled() throws Throwable {
        cluster.bench().play("host killed", LEASE, trial -> {
            cluster.hosts().kill(1);
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            assertThat(trial.load().lostConnections(1)).isEqualTo(trial.load().usersOf(1));
            assertThat(trial.load().staysOfResumingUsers(1)).isEqualTo(ChatLoad.ROOMS);
            cluster.hosts().startAgain(1);
        });
    }

    @Test
    @ByHand
    void hostStoppedForLessThan06Lease() throws Throwable {
        cluster.bench().play("host stopped for less than 0.6 lease", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.hosts().freeze(1);
            trial.load().goOnFor(TwoHostsOneRedis.SHORT_PAUSE);
            cluster.hosts().thaw(1);
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    void hostStoppedForLonger() throws Throwable {
        cluster.bench().play("host stopped for longer", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.hosts().freeze(1);
            assertThat(trial.load().awaitGone(1)).isLessThan(LEASE.plus(FaultBench.SLACK));
            cluster.hosts().thaw(1);
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            cluster.assertUsersOfHost1WereClosed(trial, "lease-lost");
        });
    }

    @Test
    @ByHand
    void hostCutOffForLessThan06Lease() throws Throwable {
        cluster.bench().play("host cut off for less than 0.6 lease", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.relay().part();
            trial.load().goOnFor(TwoHostsOneRedis.SHORT_PAUSE);
            cluster.relay().join();
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void hostCutOffForLonger() throws Throwable {
        cluster.bench().play("host cut off for longer", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.relay().part();
            assertThat(trial.load().awaitGone(1)).isLessThan(LEASE.plus(FaultBench.SLACK));
            cluster.relay().join();
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            cluster.assertUsersOfHost1WereClosed(trial, "lease-lost");
        });
    }

    /** Redis's own clock cannot be moved without rights; so the times of the beats are, by as much the other way. */
    @Test
    @ByHand
    void clockOfRedisAhead() throws Throwable {
        cluster.bench().play("clock of Redis jumps 20 s ahead", SECOND, trial -> {
            cluster.redis().moveBeats(CLOCK_JUMP.negated());
            trial.awaitHealed();
            trial.load().goOnFor(LEASE);
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void clockOfRedisBack() throws Throwable {
        cluster.bench().play("clock of Redis jumps 20 s back", SECOND, trial -> {
            cluster.redis().moveBeats(CLOCK_JUMP);
            trial.awaitHealed();
            trial.load().goOnFor(LEASE);
            trial.load().assertNobodyWasClosed();
        });
    }

    // ---- Redis

    @Test
    void primaryKilledAndRestartedWithAppendfsyncAlways() throws Throwable {
        cluster.bench().play("primary killed, back, appendfsync always", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.redis().process().kill();
            cluster.redis().process().startAgain();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void primaryKilledAndRestartedWithAppendfsyncEverysec() throws Throwable {
        cluster.bench().play("primary killed, back, appendfsync everysec", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.redis().process().tell("CONFIG", "SET", "appendfsync", "everysec");
            trial.load().goOnFor(SECOND);
            cluster.redis().process().kill();
            // Its command line says always again.
            cluster.redis().process().startAgain();
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    void primaryBackWithoutItsLastWrites() throws Throwable {
        cluster.bench().play("primary back without its last writes", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            double repaired = cluster.hosts().metric("onesend_cluster_repaired_events_total");
            trial.wentBack(cluster.redis().loseLatest(20_000, trial.load().rooms()));
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
            assertThat(cluster.hosts().metric("onesend_cluster_repaired_events_total"))
                    .isGreaterThan(repaired);
        });
    }

    @Test
    void redisWiped() throws Throwable {
        cluster.bench().play("Redis wiped", LEASE, trial -> {
            trial.linksBreak();
            trial.deleted(cluster.redis().wipe(trial.load().rooms()));
            trial.load().addAccountsTo(cluster.redis());
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isEqualTo(trial.load().usersOf(0));
            cluster.assertUsersOfHost1WereClosed(trial, "room-lost");
        });
    }

    @Test
    void redisFull() throws Throwable {
        cluster.bench().play("Redis full", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.redis().process().tell("CONFIG", "SET", "maxmemory", "1");
            try {
                trial.load().goOnFor(HostFleet.ACCEPT_TIMEOUT.plus(SECOND));
                assertThat(cluster.hosts().host(0).admin().page("/readyz").body())
                        .contains("'maxmemory'");
            } finally {
                cluster.redis().process().tell("CONFIG", "SET", "maxmemory", "0");
            }
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    @ByHand
    void allOfRedisAway() throws Throwable {
        cluster.bench().play("all of Redis away", Duration.ofSeconds(2), trial -> {
            trial.linksBreak();
            cluster.redis().process().kill();
            trial.load().goOnFor(HostFleet.ACCEPT_TIMEOUT.plus(SECOND));
            cluster.redis().process().startAgain();
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    /** No pause of Redis kills a host. */
    @Test
    @ByHand
    void redisStopped() throws Throwable {
        cluster.bench().play("all of Redis stopped", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.redis().process().freeze();
            trial.load().goOnFor(LEASE);
            cluster.redis().process().thaw();
            trial.faultIsOver();
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }
}

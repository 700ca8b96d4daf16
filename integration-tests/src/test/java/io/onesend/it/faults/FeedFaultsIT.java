package io.onesend.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faults of what a host hears from Redis: its feeds, and the history that it reads where they were not whole. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
@TestMethodOrder(MethodOrderer.MethodName.class)
class FeedFaultsIT {

    @TempDir
    private static Path folder;

    private static TwoHostsOneRedis cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TwoHostsOneRedis.startIn(folder);
    }

    @AfterAll
    static void stop() {
        cluster.finish("feeds");
    }

    @Test
    void feedCut() throws Throwable {
        cluster.bench().play("feed cut: connections killed", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = cluster.redis().feeds();
            cluster.redis().process().tell("CLIENT", "KILL", "TYPE", "pubsub");
            trial.awaitHealed();
            assertThat(cluster.redis().feeds()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
            trial.load().assertNobodyWasClosed();
        });
    }

    /** What fills the buffer is of no interest; one byte is allowed beyond what Redis does not count, 16 KiB. */
    @Test
    void feedCutByItsOutputBufferLimit() throws Throwable {
        cluster.bench().play("feed cut: output buffer full", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = cluster.redis().feeds();
            cluster.redis().process().tell("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1 0 0");
            cluster.redis().flood("host-1", TwoHostsOneRedis.FEED_MAX_PENDING / 2);
            cluster.redis().process().tell("CONFIG", "SET", "client-output-buffer-limit", "pubsub 32mb 8mb 60");
            cluster.awaitNewFeed(before);
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    void feedDeadThoughConnected() throws Throwable {
        cluster.bench()
                .play(
                        "feed dead though connected",
                        HostFleet.LEASE.dividedBy(5).plus(TwoHostsOneRedis.RECONNECT),
                        trial -> {
                            trial.linksBreak();
                            Set<String> before = cluster.redis().feeds();
                            cluster.relay().deafen();
                            cluster.awaitNewFeed(before);
                            trial.awaitHealed();
                            trial.load().assertNobodyWasClosed();
                        });
    }

    /** One message that is over the bound by itself: many small ones might be handled as fast as they come. */
    @Test
    void feedBacklogAboveItsBound() throws Throwable {
        cluster.bench().play("feed backlog above feed-max-pending", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            Set<String> before = cluster.redis().feeds();
            cluster.redis().flood("host-1", TwoHostsOneRedis.FEED_MAX_PENDING + 1);
            cluster.awaitNewFeed(before);
            trial.awaitHealed();
            trial.load().assertNobodyWasClosed();
        });
    }

    @Test
    void historyTrimmedPastAHost() throws Throwable {
        cluster.bench().play("history trimmed past a host", TwoHostsOneRedis.RECONNECT, trial -> {
            trial.linksBreak();
            cluster.relay().part();
            cluster.relay().hangUp();
            trial.load().awaitAccepted(50);
            trial.deleted(cluster.redis().trim(trial.load().rooms()));
            cluster.relay().join();
            trial.faultIsOver();
            trial.awaitHealed();
            assertThat(trial.load().lostConnections(0)).isZero();
            cluster.assertUsersOfHost1WereClosed(trial, "room-gap");
        });
    }
}

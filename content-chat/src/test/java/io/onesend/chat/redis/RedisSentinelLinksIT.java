package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.redis.RedisSettings.Topology;
import io.onesend.network.testing.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links and accounts on a primary with a replica, which a Sentinel watches. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisSentinelLinksIT {

    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private RedisProcess primary;
    private RedisProcess replica;
    private RedisProcess sentinel;
    private RedisSettings settings;

    @BeforeEach
    void start() throws Exception {
        primary = RedisProcess.startIn(folder, "--repl-diskless-sync-delay", "0");
        replica = RedisProcess.startIn(folder, "--replicaof", "127.0.0.1 " + primary.port());
        sentinel = RedisProcess.sentinelIn(folder, primary);
        long start = System.nanoTime();
        while (!sentinel.tell("SENTINEL", "REPLICAS", "main").contains(Integer.toString(replica.port()))
                || !replica.tell("INFO", "replication").contains("master_link_status:up")) {
            assertThat(System.nanoTime() - start).isLessThan(DEADLINE);
        }
        settings = new RedisSettings(
                "redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#main", LinkFixture.TIMEOUT, "it:");
    }

    @AfterEach
    void stop() {
        sentinel.close();
        replica.close();
        primary.close();
    }

    @Test
    void theLinkFollowsThePrimaryThatSentinelNames() throws Exception {
        try (LinkFixture host = LinkFixture.start(settings, 2, 1 << 20)) {
            host.await("up 1");
            host.call("before", 0, host.open(0));
            assertThat(host.await("before")).contains("[NEW");
            primary.awaitReplica();

            primary.kill();

            host.await("down 0");
            host.await("up 0", 2);
            host.call("after", 0, host.open(0));
            assertThat(host.await("after")).contains("[KNOWN");
            assertThat(replica.tell("ROLE")).startsWith("master");
        }
    }

    /** Whoever has Sentinel may well call its Redis single. */
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "SINGLE"})
    void aPrimaryThatWillBecomeAReplicaIsLeft(Topology topology) throws Exception {
        RedisSettings called =
                new RedisSettings(settings.uri(), settings.commandTimeout(), settings.keyPrefix(), topology, List.of());
        try (LinkFixture host = LinkFixture.start(called, 2, 1 << 20)) {
            host.await("up 1");

            // It refuses, and does nothing, until it has looked at the replica itself.
            await().atMost(Duration.ofNanos(DEADLINE))
                    .until(() -> sentinel.tell("SENTINEL", "FAILOVER", "main"), "OK"::equals);

            host.await("down 0");
            // For some seconds it takes writes that will be lost.
            assertThat(primary.tell("ROLE")).as("told by nobody yet").startsWith("master");
            host.await("up 0", 2);
            host.call("after", 0, host.open(0));
            assertThat(host.await("after")).contains("[NEW");
            assertThat(replica.tell("KEYS", "it:*")).contains("h" + LinkFixture.HID);
        }
    }

    @Test
    void accountsFollowThePrimaryToo() throws Exception {
        try (RedisAccountStore accounts = RedisAccountStore.connect(settings)) {
            assertThat(accounts.addPasswordHash("ann", "$hash")
                            .toCompletableFuture()
                            .join())
                    .isTrue();
            primary.awaitReplica();

            primary.kill();

            long start = System.nanoTime();
            Optional<String> found = Optional.empty();
            while (found.isEmpty() && System.nanoTime() - start < DEADLINE) {
                found = accounts.passwordHash("ann")
                        .exceptionally(down -> Optional.empty())
                        .toCompletableFuture()
                        .join();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(found).hasValue("$hash");
        }
    }
}

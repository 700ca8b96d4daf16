package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.cluster.SlotHash;
import io.onesend.chat.Configs;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.network.netty.CapturedLog;
import io.onesend.network.testing.RedisClusterProcesses;
import io.onesend.network.testing.RedisProcess;
import io.onesend.network.testing.ThreadCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Accounts on a real Redis Cluster of three primaries, each with a replica. */
@EnabledIf("io.onesend.network.testing.RedisProcess#isInstalled")
class RedisClusterAccountsIT {

    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private RedisClusterProcesses redis;
    private RedisAccountStore accounts;

    @BeforeEach
    void start() throws Exception {
        redis = RedisClusterProcesses.startIn(folder, 3, 1);
        accounts = RedisAccountStore.connect(new RedisSettings(redis.uri(), Duration.ofSeconds(2), "it:"));
    }

    @AfterEach
    void stop() {
        accounts.close();
        redis.close();
        ThreadCheck.assertNoThreadNamed("redis-");
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void usersOfAllNodesAreAddedReadListedAndRemoved() {
        List<String> users =
                IntStream.range(10, 40).mapToObj(number -> "user" + number).toList();
        for (String user : users) {
            assertThat(now(accounts.addPasswordHash(user, "$" + user))).isTrue();
            assertThat(now(accounts.addPasswordHash(user, "$other"))).isFalse();
            assertThat(now(accounts.replacePasswordHash(user, "$new" + user))).isTrue();
        }

        assertThat(now(accounts.userIds())).isEqualTo(users);
        for (String user : users) {
            assertThat(now(accounts.passwordHash(user))).hasValue("$new" + user);
            assertThat(now(accounts.remove(user))).isTrue();
        }
        assertThat(now(accounts.userIds())).isEmpty();
    }

    @Test
    void tokensWorkOnce() {
        for (int user = 0; user < 10; user++) {
            assertThat(now(accounts.putToken("user" + user, "token", Duration.ofMinutes(1))))
                    .isFalse();
            assertThat(now(accounts.takeToken("user" + user))).hasValue("token");
            assertThat(now(accounts.takeToken("user" + user))).isEmpty();
        }
    }

    @Test
    void theChecksOfAStartPass() {
        now(accounts.addPasswordHash("ann", "$hash"));
        for (LoginMode mode : LoginMode.values()) {
            now(accounts.checkLogins(Configs.login(mode, mode == LoginMode.PASSWORD)));
            now(accounts.checkKeys(Configs.login(mode, false)));
        }
        assertThat(now(accounts.userIds())).containsExactly("ann");
    }

    @Test
    void aUserIsFoundWhereItsSlotHasMoved() throws Exception {
        now(accounts.addPasswordHash("ann", "$hash"));
        int slot = SlotHash.getSlot("it:user:ann");
        int from = redis.primaryOf(slot);

        redis.move(slot, from, (from + 1) % 3);

        assertThat(now(accounts.passwordHash("ann"))).hasValue("$hash");
    }

    @Test
    void aUserIsFoundAfterAFailover() throws Exception {
        now(accounts.addPasswordHash("ann", "$hash"));
        RedisProcess primary = redis.node(redis.primaryOf(SlotHash.getSlot("it:user:ann")));
        primary.awaitReplica();

        primary.kill();

        long start = System.nanoTime();
        Optional<String> found = Optional.empty();
        while (found.isEmpty() && System.nanoTime() - start < DEADLINE) {
            found = now(accounts.passwordHash("ann").exceptionally(down -> Optional.empty()));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(found).hasValue("$hash");
        primary.startAgain();
        // An attempt of Lettuce's to connect that is under way at the end leaks its buffer.
        while (primary.tell("CLIENT", "LIST", "TYPE", "NORMAL").lines().count() < 2
                && System.nanoTime() - start < DEADLINE) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void theEndOfItsConnectionsIsNoTrouble() {
        try (CapturedLog log = new CapturedLog()) {
            accounts.close();

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void aSingleServerThatShouldBeARedisClusterIsRefused(@TempDir Path other) throws Exception {
        try (RedisProcess single = RedisProcess.startIn(other)) {
            RedisSettings wrong = new RedisSettings(
                    single.uri(), Duration.ofSeconds(2), "it:", RedisSettings.Topology.CLUSTER, List.of());

            assertThatThrownBy(() -> RedisAccountStore.connect(wrong))
                    .isInstanceOf(AccountStoreException.class)
                    .hasMessageContaining("cluster");
        }
    }
}

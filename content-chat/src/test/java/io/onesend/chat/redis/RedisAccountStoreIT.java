package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Redis, which is also taken away. */
class RedisAccountStoreIT {

    @TempDir
    private Path data;

    private TestRedis redis;
    private RedisAccountStore store;

    @BeforeEach
    void startRedisAndConnect() throws IOException {
        redis = TestRedis.startIn(data);
        store = RedisAccountStore.connect(redis.settings("test:"));
    }

    @AfterEach
    void closeAndLeaveNoThread() throws IOException {
        store.close();
        store.close();
        redis.close();
        ThreadCheck.assertNoThreadNamed("redis-", "lettuce");
    }

    @Test
    void keepsReplacesAndRemovesPasswordHashes() throws Exception {
        assertThat(get(store.passwordHash("alice"))).isEmpty();
        assertThat(get(store.replacePasswordHash("alice", "h0"))).isFalse();
        assertThat(get(store.passwordHash("alice"))).as("replacing adds nobody").isEmpty();
        assertThat(get(store.addPasswordHash("alice", "h1"))).isTrue();
        assertThat(get(store.addPasswordHash("alice", "h2"))).isFalse();
        assertThat(get(store.passwordHash("alice"))).contains("h1");
        assertThat(get(store.replacePasswordHash("alice", "h3"))).isTrue();
        assertThat(get(store.passwordHash("alice"))).contains("h3");
        assertThat(get(store.remove("alice"))).isTrue();
        assertThat(get(store.remove("alice"))).isFalse();
        assertThat(get(store.passwordHash("alice"))).isEmpty();
    }

    @Test
    void listsAllUserIdsSortedAndNothingElse() throws Exception {
        Set<String> expected = new TreeSet<>();
        List<CompletionStage<Boolean>> adding = new ArrayList<>();
        // On a busy machine the last of these thousands is answered late.
        try (RedisAccountStore patient = RedisAccountStore.connect(redis.settings("test:", Duration.ofMinutes(1)))) {
            for (int i = 0; i < 2500; i++) {
                expected.add("user" + i);
                adding.add(patient.addPasswordHash("user" + i, "h"));
            }
            expected.add("홍길동");
            adding.add(patient.addPasswordHash("홍길동", "h"));
            for (CompletionStage<Boolean> added : adding) {
                assertThat(get(added)).isTrue();
            }
            get(patient.putToken("token-only", "t", Duration.ZERO));
            assertThat(get(patient.userIds())).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void aPrefixIsTakenLiterallyWhenUsersAreListed() throws Exception {
        try (RedisAccountStore globbed = RedisAccountStore.connect(redis.settings("[t]e*?\\"))) {
            get(store.addPasswordHash("other", "h"));
            get(globbed.addPasswordHash("mine", "h"));
            assertThat(get(globbed.userIds())).containsExactly("mine");
            assertThat(get(store.userIds())).containsExactly("other");
        }
    }

    @Test
    void aTokenIsTakenOnceAndTheLatestCounts() throws Exception {
        assertThat(get(store.putToken("alice", "one", Duration.ZERO)))
                .as("in place of another")
                .isFalse();
        assertThat(get(store.putToken("alice", "two", Duration.ofMinutes(1)))).isTrue();
        assertThat(get(store.token("alice"))).as("looking at it leaves it").contains("two");
        assertThat(get(store.takeToken("alice"))).contains("two");
        assertThat(get(store.token("alice"))).isEmpty();
        assertThat(get(store.takeToken("alice"))).isEmpty();
    }

    @Test
    void aTokenWithATimeToLiveExpires() throws Exception {
        get(store.putToken("alice", "brief", Duration.ofMillis(20)));
        get(store.putToken("bob", "lasting", Duration.ZERO));
        // Looking at it leaves it: to take it would end it too.
        await().until(() -> get(store.token("alice")).isEmpty());
        assertThat(get(store.takeToken("alice"))).isEmpty();
        assertThat(get(store.takeToken("bob"))).contains("lasting");
    }

    @Test
    void readsAPlainTextPasswordUnderTheBareIdAndTakesAnotherTypeOfKeyForNoUser() throws Exception {
        try (RedisAccountStore bare = RedisAccountStore.connect(redis.settings(""))) {
            get(bare.putToken("x", "pw", Duration.ZERO));
            assertThat(get(store.plaintextPassword("token:x"))).contains("pw");
        }
        get(store.addPasswordHash("alice", "h"));
        assertThat(get(store.plaintextPassword("test:user:alice"))).isEmpty();
        assertThat(get(store.plaintextPassword("nobody"))).isEmpty();
    }

    @Test
    void addsAPlainTextPasswordUnderTheBareIdUnlessSomethingHasThatKey() throws Exception {
        assertThat(get(store.addPlaintextPassword("alice", "pw"))).isTrue();
        assertThat(get(store.plaintextPassword("alice"))).contains("pw");
        assertThat(get(store.addPlaintextPassword("alice", "other"))).isFalse();
        assertThat(get(store.plaintextPassword("alice"))).contains("pw");

        get(store.addPasswordHash("bob", "h"));
        assertThat(get(store.addPlaintextPassword("test:user:bob", "pw"))).isFalse();
        assertThat(get(store.passwordHash("bob"))).contains("h");
    }

    @Test
    void failsWithinTheTimeoutWhileRedisIsAwayAndWorksAgainWhenItIsBack() throws Exception {
        get(store.addPasswordHash("alice", "h"));
        assertThat(store.isConnected()).isTrue();
        redis.stop();
        await().until(() -> !store.isConnected());

        long start = System.nanoTime();
        assertFails(store.passwordHash("alice"));
        assertFails(store.checkLogins(ChatConfig.defaults()));
        assertFails(store.plaintextPassword("alice"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestRedis.COMMAND_TIMEOUT.multipliedBy(10));

        redis.startAgain();
        await().until(store::isConnected);
        get(store.checkLogins(ChatConfig.defaults()));
        assertThat(get(store.addPasswordHash("bob", "h"))).isTrue();
    }

    @Test
    void failsWithinTheTimeoutWhenRedisIsThereButSilent() throws Exception {
        redis.freeze();
        try {
            long start = System.nanoTime();
            assertFails(store.passwordHash("alice"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(TestRedis.COMMAND_TIMEOUT.dividedBy(2), TestRedis.COMMAND_TIMEOUT.multipliedBy(10));
        } finally {
            redis.thaw();
        }
        await().ignoreExceptions().until(() -> {
            get(store.checkLogins(ChatConfig.defaults()));
            return true;
        });
    }

    @Test
    void saysWithinItsTimeThatItCannotConnectAndLeavesNoThread() throws IOException {
        store.close();
        ThreadCheck.assertNoThreadNamed("redis-", "lettuce");
        redis.stop();
        long start = System.nanoTime();
        assertThatThrownBy(() -> RedisAccountStore.connect(redis.settings("test:")))
                .isInstanceOf(AccountStoreException.class)
                .hasMessageContaining("127.0.0.1:" + redis.port());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TestRedis.COMMAND_TIMEOUT.multipliedBy(10));
        ThreadCheck.assertNoThreadNamed("redis-", "lettuce");
    }

    @Test
    void failsAtOnceAfterItWasClosed() {
        store.close();
        assertFails(store.checkLogins(ChatConfig.defaults()));
        assertThat(store.isConnected()).isFalse();
    }

    private static void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> get(stage)).hasCauseInstanceOf(AccountStoreException.class);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}

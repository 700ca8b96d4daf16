package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ban.Ban;
import io.onesend.chat.ban.BanTarget;
import io.onesend.chat.ban.BanTarget.User;
import io.onesend.chat.ban.Bans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts that keep their bans in a real Redis, which is taken away and comes back empty. */
class RedisBanStoreIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    private Path data;

    private static Ban ban(String userId) {
        return new Ban(new User(userId), NOW, NOW.plus(Duration.ofHours(1)), "op", "이유");
    }

    private static boolean stored(CompletionStage<Boolean> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void hostsShareBansAndKeepThemWhileRedisIsAway() throws Exception {
        try (TestRedis redis = TestRedis.startIn(data);
                RedisAccountStore here = RedisAccountStore.connect(redis.settings("test:"));
                RedisAccountStore there = RedisAccountStore.connect(redis.settings("test:"));
                Bans bans = new Bans(here.bans(), InstantSource.system());
                Bans elsewhere = new Bans(there.bans(), InstantSource.system())) {
            bans.start();
            elsewhere.start();
            assertThat(stored(bans.ban(ban("앨리스")))).isTrue();
            await().until(() -> elsewhere.list().equals(List.of(ban("앨리스"))));

            assertThat(stored(elsewhere.unban(new User("앨리스")).orElseThrow())).isTrue();
            await().until(() -> bans.list().isEmpty());

            BanTarget block = BanTarget.addresses("2001:db8::/32");
            redis.stop();
            await().until(() -> !here.isConnected());
            assertThat(stored(bans.ban(new Ban(block, NOW, null, "op", "")))).isFalse();
            assertThat(bans.list()).extracting(Ban::target).containsExactly(block);

            redis.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> elsewhere.list().stream()
                            .anyMatch(ban -> ban.target().equals(block)));
        }
    }
}

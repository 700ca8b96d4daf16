package io.onesend.chat.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider.ImmediateRedisCredentialsProvider;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisConnectionTest {

    /** Otherwise another thread resolves them, and a refusal may be taken for a lost connection. */
    @ParameterizedTest
    @CsvSource({"redis://kim:비밀@127.0.0.1:1, kim, 비밀", "redis://:pw@127.0.0.1:1, , pw", "redis://127.0.0.1:1, , "})
    void hasItsCredentialsAtHand(String uri, String user, String password) {
        RedisSettings settings = new RedisSettings(uri, Duration.ofSeconds(1), "t:");

        var provider = RedisConnection.uri(settings).getCredentialsProvider();

        assertThat(provider).isInstanceOf(ImmediateRedisCredentialsProvider.class);
        RedisCredentials given = ((ImmediateRedisCredentialsProvider) provider).resolveCredentialsNow();
        assertThat(given.getUsername()).isEqualTo(user);
        assertThat(given.getPassword() == null ? null : new String(given.getPassword()))
                .isEqualTo(password);
    }
}

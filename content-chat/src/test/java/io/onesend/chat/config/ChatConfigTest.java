package io.onesend.chat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.chat.Configs;
import io.onesend.chat.config.ChatConfig.LoginThrottle;
import io.onesend.chat.config.ChatConfig.Rate;
import io.onesend.chat.config.ChatConfig.Rooms;
import io.onesend.chat.redis.RedisSettings;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatConfigTest {

    @Test
    void theDefaultsAreTheContracts() {
        ChatConfig config = ChatConfig.defaults();
        assertThat(config.echo()).isTrue();
        assertThat(config.maxUsers()).isEqualTo(10_000);
        assertThat(config.loginTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.login()).isEqualTo(ChatConfig.LoginMode.PASSWORD);
        assertThat(config.rooms()).isEqualTo(new Rooms(0, 100, 100));
        assertThat(config.rate()).isEqualTo(new Rate(50, 100));
        assertThat(config.unknownPackets()).isEqualTo(100);
        assertThat(config.loginThrottle()).isEqualTo(new LoginThrottle(10, 100, Duration.ofMinutes(1)));
    }

    @Test
    void refusesWhatCannotBe() {
        refused(() -> Configs.maxUsers(0));
        refused(() -> Configs.loginTimeout(Duration.ofMillis(-1)));
        refused(() -> Configs.input(true, -1));
        refused(() -> new Rooms(-1, 1, 1));
        refused(() -> new Rooms(0, 0, 1));
        refused(() -> new Rooms(0, Rooms.MAX_COUNT + 1, 1));
        refused(() -> new Rooms(0, 1, 0));
        refused(() -> new Rooms(Integer.MAX_VALUE, 2, 1));
        refused(() -> new Rate(-1, 1));
        refused(() -> new Rate(1, 0));
        refused(() -> new LoginThrottle(-1, 1, Duration.ofSeconds(1)));
        refused(() -> new LoginThrottle(1, -1, Duration.ofSeconds(1)));
        refused(() -> new LoginThrottle(1, 1, Duration.ZERO));
        refused(() -> new RedisSettings("embedded", Duration.ofSeconds(1), "onesend:"));
        refused(() -> new RedisSettings("redis://localhost", Duration.ZERO, "onesend:"));
    }

    @Test
    void takesTheLimits() {
        assertThatCode(() -> new Rooms(Integer.MAX_VALUE, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> new Rate(0, 0)).doesNotThrowAnyException();
        assertThatCode(() -> new LoginThrottle(0, 0, Duration.ofNanos(1))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://localhost:6379/2,           redis://localhost:6379/2",
        "redis://user:hush@redis.test:6379,  redis://***@redis.test:6379",
        "redis://hush@redis.test,            redis://***@redis.test",
        "rediss://user:hu@sh@redis.test/0,   rediss://***@redis.test/0"
    })
    void aRedisPasswordIsMaskedWhereverSettingsArePrinted(String uri, String masked) {
        RedisSettings settings = new RedisSettings(uri, Duration.ofSeconds(1), "onesend:");
        assertThat(settings.maskedUri()).isEqualTo(masked);
        assertThat(settings.toString()).contains(masked).doesNotContain("hush").doesNotContain("hu@sh");
    }

    private static void refused(ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making);
    }
}

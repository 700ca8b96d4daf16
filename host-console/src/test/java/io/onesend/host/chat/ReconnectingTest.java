package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconnectingTest {

    private long now;

    /** Takes nothing away. */
    private static final RandomGenerator LONGEST = () -> 0;

    private final Reconnecting reconnecting = new Reconnecting(LONGEST, () -> now);

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToHalfAMinute() {
        reconnecting.connected();
        now += TimeUnit.HOURS.toNanos(1);
        reconnecting.lost();
        assertThat(reconnecting.left()).isEqualTo(Duration.ofMillis(500));
        reconnecting.failed();
        assertThat(reconnecting.left()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            reconnecting.failed();
        }
        assertThat(reconnecting.left()).isEqualTo(Duration.ofSeconds(30));

        now += TimeUnit.SECONDS.toNanos(30);
        assertThat(reconnecting.left()).isZero();
    }

    @Test
    void beginsAnewOnlyAfterAConnectionThatHeld() {
        reconnecting.connected();
        reconnecting.lost();
        reconnecting.connected();
        reconnecting.lost();
        assertThat(reconnecting.left()).isEqualTo(Duration.ofSeconds(1));

        reconnecting.connected();
        now += TimeUnit.SECONDS.toNanos(31);
        reconnecting.lost();
        assertThat(reconnecting.left()).isEqualTo(Duration.ofMillis(500));
    }
}

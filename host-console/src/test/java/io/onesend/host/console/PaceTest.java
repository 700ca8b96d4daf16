package io.onesend.host.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now;
    private final Pace pace = new Pace(3, 10, () -> now, nanos -> now += nanos);

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now);
    }

    private void steps(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            pace.await();
        }
    }

    @Test
    void letsABurstThroughAtOnceAndTheRestAtItsRate() throws InterruptedException {
        steps(3);
        assertThat(millis()).isZero();

        steps(20);
        assertThat(millis()).isEqualTo(2_000);
    }

    @Test
    void savesUpNoMoreThanABurst() throws InterruptedException {
        steps(3);
        now += TimeUnit.HOURS.toNanos(1);
        long start = millis();

        steps(3);
        assertThat(millis()).isEqualTo(start);
        steps(1);
        assertThat(millis()).isEqualTo(start + 100);
    }
}

package io.onesend.host.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleRingTest {

    private final SampleRing ring = new SampleRing();

    @Test
    void tellsTheLongestWaitSinceAMoment() {
        assertThat(ring.worstLogicWaitMillis(0)).as("no sample yet").isZero();

        ring.add(sample(1_000, 7.0));
        ring.add(sample(2_000, null));
        ring.add(sample(3_000, 2.5));
        ring.add(sample(4_000, 0.5));

        assertThat(ring.worstLogicWaitMillis(0)).isEqualTo(7);
        assertThat(ring.worstLogicWaitMillis(1_000)).isEqualTo(2.5);
        assertThat(ring.worstLogicWaitMillis(3_000)).isEqualTo(0.5);
        assertThat(ring.worstLogicWaitMillis(4_000)).isZero();
    }

    private static Sample sample(long at, @Nullable Double waitMillis) {
        return new Sample(at, 0, 0, 0, 0, 0, 0, 0, waitMillis, 0, 0, null);
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.InboundRate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboundTokenBucketTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void isFullAtFirstAndHoldsItsBurst() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(10, 3), 0, 0);

        assertThat(bucket.take(3)).isTrue();
        assertThat(bucket.take(1)).isFalse();
    }

    @Test
    void refillsSteadilyUpToItsBurst() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(10, 3), 0, 0);
        bucket.take(3);

        bucket.refill(SECOND / 10 - 1, 0);
        assertThat(bucket.take(1)).isFalse();
        bucket.refill(SECOND / 10, 0);
        assertThat(bucket.take(1)).isTrue();
        assertThat(bucket.take(1)).isFalse();
        bucket.refill(100 * SECOND, 0);
        assertThat(bucket.take(4)).isFalse();
        assertThat(bucket.take(3)).isTrue();
    }

    @Test
    void takesNothingWhenThereIsTooLittle() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(1, 5), 0, 0);
        bucket.take(3);

        assertThat(bucket.take(3)).isFalse();
        assertThat(bucket.take(2)).isTrue();
        assertThat(bucket.take(0)).isTrue();
    }

    @Test
    void addsBeyondItsBurstWhatAPauseIsWorth() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(10, 3), 0, 0);

        bucket.refillAfterPause(2 * SECOND, 0);
        assertThat(bucket.take(24)).isFalse();
        assertThat(bucket.take(22)).isTrue();
        // What is left is kept, and nothing is added to it.
        bucket.refill(3 * SECOND, 0);
        assertThat(bucket.take(4)).isFalse();
        assertThat(bucket.take(3)).isTrue();
    }

    @Test
    void addsBeyondItsBurstTheTimeInWhichTheThreadStoodStill() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(10, 3), 5 * SECOND, 5 * SECOND);

        bucket.refill(10 * SECOND, 7 * SECOND);
        assertThat(bucket.take(24)).isFalse();
        assertThat(bucket.take(23)).isTrue();
        bucket.refill(10 * SECOND, 7 * SECOND);
        assertThat(bucket.take(1)).isFalse();
    }

    @Test
    void doesNotOverflowAfterALongPause() {
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(Integer.MAX_VALUE, Integer.MAX_VALUE), 0, 0);

        bucket.refillAfterPause(Long.MAX_VALUE / 2, 0);
        bucket.refillAfterPause(Long.MAX_VALUE, Long.MAX_VALUE / 4);
        assertThat(bucket.take(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void doesNotOverflowAtTheEndsOfItsRange() {
        InboundTokenBucket fast =
                new InboundTokenBucket(new InboundRate(Integer.MAX_VALUE, Integer.MAX_VALUE), Long.MAX_VALUE - 5, 0);
        assertThat(fast.take(Integer.MAX_VALUE)).isTrue();
        // The clock's value may overflow.
        fast.refill(Long.MIN_VALUE + 400 * SECOND, 0);
        assertThat(fast.take(Integer.MAX_VALUE)).isTrue();
        assertThat(fast.take(1)).isFalse();
        fast.refill(Long.MIN_VALUE + 401 * SECOND, 0);
        assertThat(fast.take(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void neverLetsThroughMoreThanRateAndBurst() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int rate = 1 + random.nextInt(1000);
        int burst = 1 + random.nextInt(100);
        InboundTokenBucket bucket = new InboundTokenBucket(new InboundRate(rate, burst), 0, 0);
        long now = 0;
        long taken = 0;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt((int) (SECOND / rate));
            bucket.refill(now, 0);
            int wanted = random.nextInt(4);
            taken += bucket.take(wanted) ? wanted : 0;
            assertThat((double) taken).as("seed %d", seed).isLessThanOrEqualTo(burst + (double) now * rate / SECOND);
        }
    }
}

package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(1);

    @Test
    void waitsLongerEachTimeUpToTheMost() {
        Backoff backoff = new Backoff(FIRST, MOST, 3, 0);

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(failures -> backoff.delay(failures, new SplittableRandom(1))))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 300L, 900L, 1000L, 1000L);
        assertThat(backoff.delay(Integer.MAX_VALUE, new SplittableRandom(1))).isEqualTo(MOST);
    }

    @Test
    void letsChanceTakeAwayNoMoreThanItsPart() {
        Backoff backoff = new Backoff(FIRST, MOST, 2, 0.25);
        SplittableRandom random = new SplittableRandom(42);

        List<Long> waits = LongStream.generate(() -> backoff.delay(2, random).toMillis())
                .limit(1000)
                .boxed()
                .toList();

        assertThat(waits).allMatch(wait -> wait >= 150 && wait <= 200);
        assertThat(waits).anyMatch(wait -> wait < 160).anyMatch(wait -> wait > 190);
    }

    @Test
    void givesTheSameWaitsForTheSameSeed() {
        assertThat(Backoff.defaults().delay(3, new SplittableRandom(7)))
                .isEqualTo(Backoff.defaults().delay(3, new SplittableRandom(7)))
                .isNotEqualTo(Backoff.defaults().delay(3, new SplittableRandom(8)));
    }

    @Test
    void refusesWhatIsNoBackoff() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, MOST, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(MOST, FIRST, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(FIRST, MOST, 0.5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(FIRST, MOST, Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(FIRST, MOST, 2, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(FIRST, MOST, 2, -0.1));
    }
}

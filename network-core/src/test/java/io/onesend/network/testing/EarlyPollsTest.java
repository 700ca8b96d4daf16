package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionEvaluationListener;
import org.junit.jupiter.api.Test;

class EarlyPollsTest {

    @Test
    void doubleTheirIntervalUpToATenthOfASecond() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(EarlyPolls::afterLook))
                .extracting(Duration::toMillis)
                .containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 100L, 100L);
        assertThat(EarlyPolls.afterLook(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void areThoseOfEveryWait() {
        List<Duration> intervals = new ArrayList<>();
        ConditionEvaluationListener<Integer> listener = look -> intervals.add(look.getPollInterval());

        await().conditionEvaluationListener(listener).until(intervals::size, looks -> looks == 4);

        assertThat(intervals).extracting(Duration::toMillis).startsWith(0L, 2L, 4L, 8L);
    }
}

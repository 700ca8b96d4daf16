package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionEvaluationListener;
import org.junit.jupiter.api.Test;

class LongWaitsTest {

    @Test
    void areThoseWithoutADeadlineOfTheirOwn() {
        List<Long> left = new ArrayList<>();
        ConditionEvaluationListener<Integer> listener = look -> left.add(look.getRemainingTimeInMS());

        await().conditionEvaluationListener(listener).until(left::size, looks -> looks == 1);

        assertThat(left.get(0)).isGreaterThan(LongWaits.DEADLINE.dividedBy(2).toMillis());
    }
}

package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps a loop by hand, with the test's own clock. */
class RepeatingTimersTest {

    private long nanos;
    private final LogicLoop loop = LogicLoop.stepped(() -> nanos);
    private final List<String> ran = new ArrayList<>();

    @Test
    void repeatsWithTheIntervalOfTheCallHoweverLateARunIs() {
        loop.scheduleEvery(Duration.ofMillis(10), () -> ran.add("run"));
        passMillis(9);
        assertThat(ran).isEmpty();
        passMillis(4); // 13: three milliseconds late.
        assertThat(ran).hasSize(1);
        passMillis(6);
        assertThat(ran).hasSize(1);
        passMillis(1); // 20
        assertThat(ran).hasSize(2);
        assertThat(loop.timers()).isOne();
    }

    @Test
    void leavesOutTheRunsThatItMissed() {
        loop.scheduleEvery(Duration.ofMillis(10), () -> ran.add("run"));
        passMillis(10);
        passMillis(50); // 60: five runs, and the last of them only now.
        assertThat(ran).hasSize(2);

        passMillis(9);
        assertThat(ran).hasSize(2);
        passMillis(1);
        assertThat(ran).hasSize(3);
    }

    @Test
    void repeatsUntilItIsCancelledFromOutsideOrFromWithin() {
        LogicTimer outside = loop.scheduleEvery(Duration.ofMillis(10), () -> ran.add("outside"));
        LogicTimer[] within = new LogicTimer[1];
        within[0] = loop.scheduleEvery(Duration.ofMillis(10), () -> ran.add("within: " + within[0].cancel()));
        passMillis(10);
        assertThat(ran).containsExactly("outside", "within: true");

        passMillis(10);
        assertThat(outside.cancel()).isTrue();
        passMillis(10);

        assertThat(ran).containsExactly("outside", "within: true", "outside");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void refusesToRepeatWithoutAnInterval() {
        assertThatThrownBy(() -> loop.scheduleEvery(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> loop.scheduleEvery(Duration.ofNanos(-1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void passMillis(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
        loop.step();
    }
}

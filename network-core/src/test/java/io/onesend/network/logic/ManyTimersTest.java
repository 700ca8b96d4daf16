package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Steps a loop by hand, with the test's own clock. */
class ManyTimersTest {

    private long nanos;
    private final LogicLoop loop = LogicLoop.stepped(() -> nanos);
    private final List<String> ran = new ArrayList<>();

    @Test
    void refusesMoreTimersThanItMayHaveUntilOneIsGone() {
        onLogicThread(() -> {
            LogicTimer last = null;
            for (int i = 0; i < LoopTimers.MOST_TIMERS; i++) {
                last = loop.schedule(Duration.ofHours(1), () -> {});
            }
            try {
                loop.schedule(Duration.ofHours(1), () -> {});
            } catch (RejectedExecutionException full) {
                ran.add(full.getMessage());
            }
            last.cancel();
            loop.schedule(Duration.ofHours(1), () -> ran.add("accepted"));
        });
        nanos += Duration.ofHours(1).toNanos();
        while (loop.step() > 0) {
            assertThat(loop.timers()).isLessThan(LoopTimers.MOST_TIMERS);
        }

        assertThat(ran).containsExactly("the logic loop has 1048576 timers, the most it may have", "accepted");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void runsEachOfAHundredThousandTimersInTheMillisecondItIsDue() {
        int timers = 100_000;
        Random random = new Random(timers);
        long start = nanos;
        BitSet seen = new BitSet();
        int[] wrongMoment = new int[1];
        onLogicThread(() -> {
            for (int i = 0; i < timers; i++) {
                int number = i;
                int millis = random.nextInt(1_000);
                LogicTimer timer = loop.schedule(Duration.ofMillis(millis), () -> {
                    seen.flip(number);
                    wrongMoment[0] += nanos - start == millis * 1_000_000L ? 0 : 1;
                });
                if (i % 3 == 0) {
                    timer.cancel();
                }
            }
        });
        for (int milli = 0; milli < 1_000; milli++) {
            while (loop.step() > 0) {
                assertThat(loop.inLoop()).isFalse();
            }
            nanos += 1_000_000;
        }

        assertThat(wrongMoment[0]).isZero();
        assertThat(seen.cardinality()).isEqualTo(timers - (timers + 2) / 3);
        assertThat(seen.get(0)).as("cancelled").isFalse();
        assertThat(loop.timers()).isZero();
    }

    private void onLogicThread(Runnable task) {
        loop.execute(task);
        loop.step();
    }
}

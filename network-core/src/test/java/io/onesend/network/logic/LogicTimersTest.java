package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Steps a loop by hand, with the test's own clock. */
class LogicTimersTest {

    private static final int BUDGET = 512;

    private long nanos = Long.MAX_VALUE - Duration.ofMillis(25).toNanos(); // Overflows in the middle of the tests.
    private final LogicLoop loop = LogicLoop.stepped(() -> nanos);
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsATimerOnceWhenItsTimeHasComeAndNotBefore() {
        loop.schedule(Duration.ofMillis(50), () -> ran.add("timer"));
        loop.step();

        passMillis(49);
        nanos += 999_999;
        loop.step();
        assertThat(ran).isEmpty();

        nanos += 1;
        assertThat(loop.step()).isEqualTo(1);
        assertThat(ran).containsExactly("timer");

        passMillis(1_000);
        assertThat(ran).containsExactly("timer");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void countsTheDelayFromTheCallAndNotFromTheNextPass() {
        loop.schedule(Duration.ofMillis(10), () -> ran.add("timer"));
        passMillis(10);

        assertThat(ran).containsExactly("timer");
    }

    @Test
    void runsTimersByDeadlineAndOfOneDeadlineInTheOrderOfTheCalls() {
        onLogicThread(() -> {
            loop.schedule(Duration.ofMillis(20), () -> ran.add("third"));
            loop.schedule(Duration.ofMillis(10), () -> ran.add("first"));
            loop.schedule(Duration.ofMillis(10), () -> ran.add("second"));
        });

        passMillis(100);

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void runsWhatHasNoDelayInTheNextPass() {
        loop.schedule(Duration.ZERO, () -> ran.add("zero"));
        loop.schedule(Duration.ofDays(-1_000_000), () -> ran.add("negative"));
        loop.step();

        assertThat(ran).containsExactly("zero", "negative");
    }

    @Test
    void refusesToScheduleNothing() {
        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, null)).isInstanceOf(NullPointerException.class);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void keepsATimerOfMoreThanACentury() {
        loop.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("timer"));
        nanos += Duration.ofDays(36_499).toNanos();
        loop.step();

        assertThat(ran).isEmpty();
        assertThat(loop.timers()).isOne();
    }

    @Test
    void runsTimersOnTheLogicThreadAfterTheTasksOfAPassAndBeforeItsEnd() {
        onLogicThread(() -> loop.schedule(Duration.ofMillis(1), () -> {
            ran.add("timer " + loop.inLoop());
            loop.atEndOfPass(() -> ran.add("end of pass"));
        }));
        loop.execute(() -> ran.add("task"));
        passMillis(1);

        assertThat(ran).containsExactly("task", "timer true", "end of pass");
    }

    @Test
    void aTimerThatSchedulesItselfWithoutADelayRunsOnceInAPass() {
        Runnable again = new Runnable() {
            @Override
            public void run() {
                ran.add("timer");
                loop.schedule(Duration.ZERO, this);
            }
        };
        loop.schedule(Duration.ZERO, again);

        loop.step();
        assertThat(ran).hasSize(1);
        loop.step();
        assertThat(ran).hasSize(2);
    }

    @Test
    void endsAPassWhenItsBudgetOfTimersIsSpent() {
        onLogicThread(() -> {
            for (int i = 0; i < BUDGET + 1; i++) {
                loop.schedule(Duration.ofMillis(1), () -> ran.add("timer"));
            }
        });
        nanos += 1_000_000;

        assertThat(loop.step()).isEqualTo(BUDGET);
        assertThat(loop.step()).isEqualTo(1);
    }

    @Test
    void doesNotRunATimerThatWasCancelled() {
        LogicTimer timer = loop.schedule(Duration.ofMillis(10), () -> ran.add("timer"));
        loop.step();

        onLogicThread(() -> assertThat(timer.cancel()).isTrue());
        assertThat(loop.timers()).isZero();
        assertThat(timer.cancel()).isFalse();
        passMillis(100);

        assertThat(ran).isEmpty();
    }

    @Test
    void takesACancelFromAnotherThreadAtOnceAndCleansUpInTheNextPass() {
        LogicTimer timer = loop.schedule(Duration.ofMillis(10), () -> ran.add("timer"));
        loop.step();

        assertThat(timer.cancel()).isTrue();
        passMillis(10);

        assertThat(ran).isEmpty();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void doesNotRunATimerThatWasCancelledBeforeTheLoopHadSeenIt() {
        LogicTimer timer = loop.schedule(Duration.ZERO, () -> ran.add("timer"));

        assertThat(timer.cancel()).isTrue();
        loop.step();

        assertThat(ran).isEmpty();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void aTimerMayCancelAnotherThatIsDueInTheSamePass() {
        onLogicThread(() -> {
            LogicTimer[] second = new LogicTimer[1];
            loop.schedule(Duration.ofMillis(1), () -> ran.add("first cancels " + second[0].cancel()));
            second[0] = loop.schedule(Duration.ofMillis(1), () -> ran.add("second"));
        });
        passMillis(1);

        assertThat(ran).containsExactly("first cancels true");
    }

    @Test
    void aTimerThatRunsOrHasRunCannotBeCancelled() {
        LogicTimer[] timer = new LogicTimer[1];
        timer[0] = loop.schedule(Duration.ZERO, () -> ran.add("cancels itself: " + timer[0].cancel()));
        loop.step();

        assertThat(ran).containsExactly("cancels itself: false");
        assertThat(timer[0].cancel()).isFalse();
    }

    @Test
    void goesOnAfterATimerThatThrowsAndRepeatsOneThatDoes() {
        loop.schedule(Duration.ofMillis(1), () -> {
            throw new AssertionError("thrown on purpose by a test");
        });
        loop.scheduleEvery(Duration.ofMillis(1), () -> {
            ran.add("throws");
            throw new IllegalStateException("thrown on purpose by a test");
        });
        loop.schedule(Duration.ofMillis(1), () -> ran.add("next"));

        passMillis(1);
        passMillis(1);

        assertThat(ran).containsExactly("throws", "next", "throws");
    }

    @Test
    void runsNoTimerAfterCloseAndRefusesNewOnes() {
        LogicTimer due = loop.schedule(Duration.ZERO, () -> ran.add("due"));
        LogicTimer pending = loop.scheduleEvery(Duration.ofMillis(10), () -> ran.add("pending"));
        loop.close();
        nanos += Duration.ofMillis(10).toNanos();
        loop.step();

        assertThat(ran).isEmpty();
        assertThat(due.cancel()).as("close has cancelled it").isFalse();
        assertThat(pending.cancel()).isFalse();
        assertThat(loop.timers()).isZero();
        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, () -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void refusesATimerOfATaskThatRunsDuringClose() {
        loop.execute(() -> {
            try {
                loop.schedule(Duration.ZERO, () -> ran.add("timer"));
            } catch (RejectedExecutionException expected) {
                ran.add("refused");
            }
        });
        loop.close();

        assertThat(ran).containsExactly("refused");
        assertThat(loop.timers()).isZero();
    }

    private void onLogicThread(Runnable task) {
        loop.execute(task);
        loop.step();
    }

    private void passMillis(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
        loop.step();
    }
}

package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LogicLoopTest {

    private static final int BUDGET = 512;

    private final LogicLoop loop = LogicLoop.stepped();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsTasksInTheOrderTheyCame() {
        loop.execute(() -> ran.add("first"));
        loop.enqueue(() -> ran.add("second"));
        loop.execute(() -> ran.add("third"));

        assertThat(loop.step()).isEqualTo(3);
        assertThat(ran).containsExactly("first", "second", "third");
        assertThat(loop.step()).isZero();
    }

    @Test
    void runsNothingUntilItIsStepped() {
        loop.execute(() -> ran.add("task"));

        assertThat(ran).isEmpty();
    }

    @Test
    void runsWhatATaskAddsInTheSamePass() {
        loop.execute(() -> {
            ran.add("outer");
            loop.execute(() -> ran.add("inner"));
        });
        loop.execute(() -> ran.add("next"));

        assertThat(loop.step()).isEqualTo(3);
        assertThat(ran).containsExactly("outer", "next", "inner");
    }

    @Test
    void endsAPassWhenItsBudgetIsSpent() {
        for (int i = 0; i < BUDGET + 1; i++) {
            loop.execute(() -> ran.add("task"));
        }

        assertThat(loop.step()).isEqualTo(BUDGET);
        assertThat(loop.step()).isEqualTo(1);
    }

    @Test
    void aTaskThatAddsItselfForEverDoesNotKeepAPassFromEnding() {
        Runnable endless = new Runnable() {
            @Override
            public void run() {
                loop.execute(this);
                loop.atEndOfPass(endOfPass);
            }

            private final Runnable endOfPass = () -> ran.add("end of pass");
        };
        loop.execute(endless);

        loop.step();
        loop.step();

        assertThat(ran).containsExactly("end of pass", "end of pass");
    }

    @Test
    void runsAnEndOfPassActionOnceAfterAllTasksHoweverOftenItWasAskedFor() {
        Runnable wakeLane = () -> ran.add("wake lane");
        Runnable wakeOther = () -> ran.add("wake other");
        for (int i = 0; i < 3; i++) {
            loop.execute(() -> {
                ran.add("task");
                loop.atEndOfPass(wakeLane);
                loop.atEndOfPass(wakeOther);
            });
        }

        loop.step();
        assertThat(ran).containsExactly("task", "task", "task", "wake lane", "wake other");

        loop.step();
        assertThat(ran).as("and forgets it").hasSize(5);
    }

    @Test
    void runsAnEndOfPassActionAgainInTheNextPass() {
        Runnable wakeLane = () -> ran.add("wake lane");
        for (int i = 0; i < 2; i++) {
            loop.execute(() -> loop.atEndOfPass(wakeLane));
            loop.step();
        }

        assertThat(ran).containsExactly("wake lane", "wake lane");
    }

    @Test
    void anEndOfPassActionMayAskForOneThatRanAlready() {
        Runnable wakeLane = () -> ran.add("wake lane");
        Runnable sendsMore = () -> {
            ran.add("sends more");
            loop.atEndOfPass(wakeLane);
        };
        loop.execute(() -> {
            loop.atEndOfPass(wakeLane);
            loop.atEndOfPass(sendsMore);
        });

        loop.step();

        assertThat(ran).containsExactly("wake lane", "sends more", "wake lane");
    }

    @Test
    void goesOnAfterATaskOrAnEndOfPassActionThatThrows() {
        loop.execute(() -> {
            throw new IllegalStateException("thrown on purpose by a test");
        });
        loop.execute(() -> {
            loop.atEndOfPass(() -> {
                throw new AssertionError("thrown on purpose by a test");
            });
            loop.atEndOfPass(() -> ran.add("end of pass"));
        });
        loop.execute(() -> ran.add("task"));

        assertThat(loop.step()).isEqualTo(3);
        assertThat(ran).containsExactly("task", "end of pass");
    }

    @Test
    void knowsItsThreadOnlyWhileItRuns() {
        loop.execute(() -> ran.add(String.valueOf(loop.inLoop())));

        assertThat(loop.inLoop()).isFalse();
        loop.step();
        assertThat(ran).containsExactly("true");
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void assertsThatEndOfPassIsAskedForOnItsThread() {
        assertThatThrownBy(() -> loop.atEndOfPass(() -> {})).isInstanceOf(AssertionError.class);
    }

    @Test
    void closeRunsWhatIsQueuedAndWhatThatAddsAtTheEndOfItsPass() {
        for (int i = 0; i < 2 * BUDGET; i++) {
            loop.execute(() -> ran.add("task"));
        }
        loop.execute(() -> loop.atEndOfPass(() -> ran.add("end of pass")));

        loop.close();

        assertThat(ran).hasSize(2 * BUDGET + 1).endsWith("end of pass");
    }

    @Test
    void refusesTasksAfterClose() {
        loop.close();
        loop.close();

        assertThatThrownBy(() -> loop.execute(() -> ran.add("task"))).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> loop.enqueue(() -> ran.add("task"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(ran).isEmpty();
    }

    @Test
    void awaitStepsUntilTheConditionHolds() {
        loop.execute(() -> loop.execute(() -> ran.add("task")));

        assertThat(loop.await(() -> !ran.isEmpty(), 5_000_000_000L)).isTrue();
    }

    @Test
    void awaitGivesUpAfterItsTime() {
        assertThat(loop.await(() -> false, 1_000_000)).isFalse();
    }

    @Test
    void cannotWaitForItself() {
        loop.execute(() -> {
            try {
                loop.await(() -> true, 1);
            } catch (IllegalStateException expected) {
                ran.add(expected.getMessage());
            }
        });
        loop.step();

        assertThat(ran).containsExactly("the logic thread cannot wait for itself");
    }
}

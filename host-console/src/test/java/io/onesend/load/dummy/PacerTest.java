package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final List<Long> times = new ArrayList<>();

    private void run(Pacer pacer, long until) {
        pacer.run(until, (number, intended) -> {
            assertThat(number).isEqualTo(times.size());
            times.add(intended);
        });
    }

    @Test
    void takesTheTurnsThatAreDueAndNoOther() {
        Pacer pacer = new Pacer(1_000, 1_000_000);

        run(pacer, 1_000);
        assertThat(times).isEmpty();
        run(pacer, 1_001);
        assertThat(times).containsExactly(1_000L);
        run(pacer, 3_000);
        assertThat(times).containsExactly(1_000L, 2_000L);
    }

    @Test
    void catchesUpAfterAPauseWithTheTimesThatWereMeant() {
        Pacer pacer = new Pacer(0, 1_000);
        run(pacer, 5_000_000);
        run(pacer, 3_000_000_000L);

        assertThat(times)
                .containsExactlyElementsOf(
                        LongStream.range(0, 3_000).mapToObj(n -> n * 1_000_000).toList());
    }

    @Test
    void doesNotDriftAtARateThatDoesNotDivideASecond() {
        Pacer pacer = new Pacer(0, 7);

        assertThat(pacer.dueAt(7_000_000)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void worksAcrossTheEndOfTheClock() {
        Pacer pacer = new Pacer(Long.MAX_VALUE - 10, 1e9);
        run(pacer, Long.MIN_VALUE + 9);

        assertThat(times).hasSize(20);
    }

    @Test
    void remembersTheTimesOfTurnsThatCouldNotBeginWithoutKeepingEach() {
        DueTurns due = new DueTurns();
        for (int turn = 0; turn < 1_000; turn++) {
            due.add(500 + 10 * turn);
        }
        for (int turn = 0; turn < 1_000; turn++) {
            assertThat(due.next()).isEqualTo(500 + 10 * turn);
        }
        assertThat(due.isEmpty()).isTrue();
    }
}

package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class TimerHeapTest {

    private static final Logger LOG = LoggerFactory.getLogger(TimerHeapTest.class);

    private final LoopTimers timers = new LoopTimers(LogicLoop.stepped(), () -> 0, null);
    private final TimerHeap heap = new TimerHeap();

    @Test
    void givesTheEarliestFirstAndOfOneDeadlineTheOneAddedFirst() {
        LogicTimer late = added(30);
        LogicTimer early = added(10);
        LogicTimer earlyToo = added(10);
        LogicTimer between = added(20);

        assertThat(emptied()).containsExactly(early, earlyToo, between, late);
    }

    @Test
    void knowsWhichTimersItDoesNotHave() {
        LogicTimer timer = added(10);

        assertThat(heap.remove(timer)).isTrue();
        assertThat(heap.remove(timer)).isFalse();
        assertThat(heap.isEmpty()).isTrue();
        assertThat(heap.first()).isNull();
    }

    @Test
    void takesATimerBackThatItGaveAway() {
        LogicTimer first = added(10);
        LogicTimer second = added(20);
        heap.remove(first);
        first.deadline = 30;
        heap.add(first);

        assertThat(emptied()).containsExactly(second, first);
    }

    @Test
    void ordersDeadlinesAcrossTheOverflowOfTheClock() {
        LogicTimer afterwards = added(Long.MIN_VALUE + 5);
        LogicTimer before = added(Long.MAX_VALUE - 5);

        assertThat(emptied()).containsExactly(before, afterwards);
    }

    /** Many timers of few deadlines, added and removed at random: equal at every moment to a sorted list. */
    @Test
    void agreesWithASortedListWhateverIsAddedAndRemoved() {
        long seed = System.nanoTime();
        LOG.info("seed {}", seed);
        Random random = new Random(seed);
        List<LogicTimer> model = new ArrayList<>();
        Comparator<LogicTimer> order =
                Comparator.<LogicTimer>comparingLong(timer -> timer.deadline).thenComparingLong(timer -> timer.order);
        for (int round = 0; round < 20_000; round++) {
            boolean growing = round / 2_000 % 2 == 0;
            if (model.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                model.add(added(random.nextInt(200)));
            } else {
                LogicTimer removed = random.nextBoolean() ? heap.first() : model.get(random.nextInt(model.size()));
                model.remove(removed);
                assertThat(heap.remove(removed)).isTrue();
            }
            assertThat(heap.first())
                    .as("seed %d round %d", seed, round)
                    .isSameAs(model.stream().min(order).orElse(null));
        }
        model.sort(order);
        assertThat(emptied()).as("seed %d", seed).containsExactlyElementsOf(model);
    }

    private LogicTimer added(long deadline) {
        LogicTimer timer = new LogicTimer(timers, () -> {}, deadline, 0);
        heap.add(timer);
        return timer;
    }

    private List<LogicTimer> emptied() {
        List<LogicTimer> all = new ArrayList<>();
        while (!heap.isEmpty()) {
            LogicTimer first = heap.first();
            all.add(first);
            heap.remove(first);
        }
        return all;
    }
}

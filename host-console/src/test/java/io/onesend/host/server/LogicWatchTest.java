package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.logic.LogicLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogicWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void aThreadWithNothingToDoDoesNotStandStill() {
        try (LogicLoop loop = LogicLoop.stepped();
                LogicWatch watch = new LogicWatch(loop, clock::get)) {
            for (int second = 0; second < 20; second++) {
                watch.look();
                loop.step();
                assertThat(watch.standstill()).isEmpty();
                clock.addAndGet(SECOND);
            }
        }
    }

    @Test
    void aThreadThatTakesNoTaskStandsStillUntilItGoesOn() {
        try (LogicLoop loop = LogicLoop.stepped();
                LogicWatch watch = new LogicWatch(loop, clock::get)) {
            watch.look();
            for (int second = 0; second < 4; second++) {
                clock.addAndGet(SECOND);
                watch.look();
                assertThat(watch.standstill()).isEmpty();
            }
            clock.addAndGet(SECOND);
            assertThat(watch.standstill()).contains("the logic thread has stood still for 5 s");

            loop.step();

            assertThat(watch.standstill()).isEmpty();
        }
    }

    @Test
    void aHeldTaskIsAStandstill() throws InterruptedException {
        Held task = new Held();
        try (LogicLoop loop = LogicLoop.start("held-logic");
                LogicWatch watch = new LogicWatch(loop, clock::get);
                task) {
            loop.execute(task);
            task.begun.await();
            watch.look();
            clock.addAndGet(3 * SECOND);
            watch.look();
            clock.addAndGet(3 * SECOND);
            assertThat(watch.standstill()).isPresent();

            task.close();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(watch.standstill()).isEmpty());
        }
    }

    @Test
    void aThreadThatIsBusyDoesNotStandStillHoweverLongItsQueue() throws InterruptedException {
        Held first = new Held();
        Held second = new Held();
        try (LogicLoop loop = LogicLoop.start("busy-logic");
                LogicWatch watch = new LogicWatch(loop, clock::get);
                first;
                second) {
            loop.execute(first);
            loop.execute(second);
            first.begun.await();
            watch.look();
            clock.addAndGet(4 * SECOND);
            first.close();
            second.begun.await();
            watch.look();
            clock.addAndGet(4 * SECOND);

            assertThat(watch.standstill()).isEmpty();
        }
    }

    @Test
    void aClosedLoopDoesNotStandStill() {
        LogicLoop loop = LogicLoop.stepped();
        loop.close();
        try (LogicWatch watch = new LogicWatch(loop, clock::get)) {
            watch.look();
            clock.addAndGet(10 * SECOND);
            assertThat(watch.standstill()).isEmpty();
        }
    }

    /** A task that does not end until it is closed, which comes before its loop is: a loop waits for its tasks. */
    private static final class Held implements Runnable, AutoCloseable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void run() {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }

        @Override
        public void close() {
            released.countDown();
        }
    }
}

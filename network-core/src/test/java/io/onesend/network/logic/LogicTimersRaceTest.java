package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.ThreadCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the timers of a loop that has its own thread, on the real clock. */
@Timeout(60)
class LogicTimersRaceTest {

    private static final String NAME = "timer-logic";
    private static final long DEADLINE_SECONDS = 10;

    private final AtomicLong clockReads = new AtomicLong();
    private final LogicLoop loop = LogicLoop.start(NAME, () -> {
        clockReads.incrementAndGet();
        return System.nanoTime();
    });

    @AfterEach
    void endsItsThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed(NAME);
    }

    @Test
    void wakesASleepingLoopWhenATimerIsDueAndNotBefore() throws InterruptedException {
        for (int millis : new int[] {20, 0, 5, 1}) {
            AtomicLong late = new AtomicLong();
            CountDownLatch ran = new CountDownLatch(1);
            long due = System.nanoTime() + Duration.ofMillis(millis).toNanos();
            loop.schedule(Duration.ofMillis(millis), () -> {
                late.set(System.nanoTime() - due);
                ran.countDown();
            });

            await(ran);
            assertThat(late).as("after %d ms", millis).hasNonNegativeValue();
        }
    }

    @Test
    void aTimerThatIsEarlierThanTheOneItSleepsForWakesIt() throws InterruptedException {
        AtomicInteger hour = new AtomicInteger();
        loop.schedule(Duration.ofHours(1), hour::incrementAndGet);
        CountDownLatch ran = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(1), ran::countDown);

        await(ran);
        assertThat(hour).hasValue(0);
    }

    @Test
    void aTaskWakesALoopThatSleepsForATimer() throws InterruptedException {
        loop.schedule(Duration.ofHours(1), () -> {});
        for (int round = 0; round < 2_000; round++) {
            CountDownLatch ran = new CountDownLatch(1);
            loop.execute(ran::countDown);
            await(ran);
        }
    }

    @Test
    void sleepsUntilTheNextDeadlineAndLooksAtTheClockOnlyThen() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(300), ran::countDown);

        await(ran);
        // Once for the call, and a few times in the passes before and after the sleep: a loop that polls reads it
        // hundreds of times.
        assertThat(clockReads).hasValueLessThan(20);
    }

    @Test
    void sleepsForAMillisecondHoweverManyTimersAreDueInIt() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(5_000);
        AtomicLong readsBefore = new AtomicLong();
        loop.execute(() -> {
            for (int i = 0; i < 5_000; i++) {
                loop.schedule(Duration.ofNanos(20_000_000 + 2_000 * i), ran::countDown);
            }
            readsBefore.set(clockReads.get());
        });

        await(ran);
        // Ten milliseconds: a loop that wakes for each timer reads the clock thousands of times.
        assertThat(clockReads.get() - readsBefore.get()).isLessThan(200);
    }

    @Test
    void aLoopWithoutTimersNeverReadsTheClock() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            loop.execute(ran::countDown);
        }
        await(ran);

        assertThat(clockReads).hasValue(0);
    }

    /** Several threads schedule, and cancel most: each timer either runs once or was cancelled in time, and none stays. */
    @Test
    void eachTimerRunsOnceUnlessACancelHasWon() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        List<Contested> timers = new ArrayList<>();
        for (int i = 0; i < threads * each; i++) {
            timers.add(new Contested());
        }
        List<Thread> schedulers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            schedulers.add(new Thread(() -> {
                Random random = new Random(first);
                for (Contested timer : timers.subList(first, first + each)) {
                    LogicTimer handle = loop.schedule(Duration.ofNanos(random.nextInt(200_000)), timer);
                    if (random.nextInt(10) > 0) {
                        timer.cancelled = handle.cancel();
                    }
                }
            }));
        }
        schedulers.forEach(Thread::start);
        for (Thread scheduler : schedulers) {
            scheduler.join();
        }

        // The last removals wake nobody.
        loop.execute(() -> {});
        assertThat(loop.await(() -> loop.timers() == 0, TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)))
                .as("%d timers are left", loop.timers())
                .isTrue();
        assertThat(timers).allSatisfy(timer -> assertThat(timer.runs.get()).isEqualTo(timer.cancelled ? 0 : 1));
        assertThat(timers).as("both outcomes are tried").anyMatch(timer -> timer.cancelled);
        assertThat(timers).anyMatch(timer -> !timer.cancelled);
    }

    @Test
    void nothingRunsAfterCloseHasReturned() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            LogicLoop closing = LogicLoop.start(NAME);
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch first = new CountDownLatch(1);
            LogicTimer every = closing.scheduleEvery(Duration.ofNanos(1), () -> {
                runs.incrementAndGet();
                first.countDown();
            });
            await(first);

            closing.close();
            int atClose = runs.get();

            assertThatThrownBy(() -> closing.schedule(Duration.ZERO, runs::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(every.cancel()).as("close has cancelled it").isFalse();
            assertThat(closing.thread().isAlive()).isFalse();
            assertThat(runs).hasValue(atClose);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static final class Contested implements Runnable {
        private final AtomicInteger runs = new AtomicInteger();
        private boolean cancelled;

        @Override
        public void run() {
            runs.incrementAndGet();
        }
    }
}

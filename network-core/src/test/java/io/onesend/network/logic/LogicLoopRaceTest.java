package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.ThreadCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a loop with its own thread against real producers. A lost wake-up shows as a task that never runs. */
@Timeout(60)
class LogicLoopRaceTest {

    private static final String NAME = "race-logic";
    private static final long DEADLINE_SECONDS = 10;

    private final LogicLoop loop = LogicLoop.start(NAME);

    @AfterEach
    void endsItsThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed(NAME);
    }

    @Test
    void oneTaskAtATimeIsNeverLeftBehindBySleep() throws InterruptedException {
        // Each round hands over one task while the loop is between its last check and its park.
        for (int round = 0; round < 20_000; round++) {
            CountDownLatch ran = new CountDownLatch(1);
            loop.enqueue(ran::countDown);
            loop.wake();
            assertThat(ran.await(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("round %d", round)
                    .isTrue();
            for (int spin = round % 97; spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void batchesOfSeveralProducersArriveWholeAndInEachOnesOrder() throws InterruptedException {
        int producers = 4;
        int batches = 3_000;
        int batch = 5;
        int[] next = new int[producers]; // Logic thread.
        AtomicInteger outOfOrder = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(producers * batches * batch);
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int producer = p;
            threads.add(start("producer-" + p, () -> {
                for (int i = 0; i < batches * batch; i++) {
                    int number = i;
                    loop.enqueue(() -> {
                        if (next[producer]++ != number) {
                            outOfOrder.incrementAndGet();
                        }
                        done.countDown();
                    });
                    if (i % batch == batch - 1) {
                        loop.wake();
                        if (i % 1_000 == 999) {
                            LockSupport.parkNanos(50_000); // Lets the loop fall asleep now and then.
                        }
                    }
                }
            }));
        }

        assertThat(done.await(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as("%d tasks were left behind", done.getCount())
                .isTrue();
        assertThat(outOfOrder).hasValue(0);
        join(threads);
    }

    @Test
    void endOfPassActionsFollowEveryTaskThatAskedForThem() throws InterruptedException {
        AtomicInteger pending = new AtomicInteger();
        Runnable flush = () -> pending.set(0);
        CountDownLatch done = new CountDownLatch(20_000);
        for (int i = 0; i < 20_000; i++) {
            loop.execute(() -> {
                pending.incrementAndGet();
                loop.atEndOfPass(flush);
                done.countDown();
            });
        }

        assertThat(done.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.await(() -> pending.get() == 0, TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)))
                .isTrue();
    }

    @Test
    void closingWhileOthersProduceEndsTheThreadAndLosesNothingThatCameBefore() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            LogicLoop closing = LogicLoop.start(NAME);
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < 100; i++) {
                closing.execute(ran::incrementAndGet);
            }
            AtomicBoolean refused = new AtomicBoolean();
            CountDownLatch producing = new CountDownLatch(1);
            Thread producer = start("producer", () -> {
                try {
                    while (true) {
                        closing.execute(() -> {});
                        producing.countDown();
                    }
                } catch (RejectedExecutionException closed) {
                    refused.set(true);
                }
            });
            producing.await();

            closing.close();

            assertThat(ran).as("round %d", round).hasValue(100);
            producer.join();
            assertThat(refused).isTrue();
        }
    }

    @Test
    void closeOnItsOwnThreadDoesNotWaitForItself() {
        CountDownLatch closed = new CountDownLatch(1);
        loop.execute(() -> {
            loop.close();
            closed.countDown();
        });

        assertThat(loop.await(() -> closed.getCount() == 0, TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)))
                .isTrue();
        ThreadCheck.assertNoThreadNamed(NAME);
    }

    @Test
    void severalThreadsMayCloseAtOnce() throws InterruptedException {
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(start("closer-" + i, loop::close));
        }
        join(closers);
        ThreadCheck.assertNoThreadNamed(NAME);
    }

    @Test
    void aTaskThatInterruptsItsThreadDoesNotLeaveTheLoopSpinning() {
        loop.execute(() -> Thread.currentThread().interrupt());
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean interrupted = new AtomicBoolean(true);

        // An interrupted thread cannot park, so the flag must be cleared once the loop has slept.
        assertThat(loop.await(
                        () -> {
                            loop.execute(
                                    () -> interrupted.set(Thread.currentThread().isInterrupted()));
                            return asked.incrementAndGet() > 3 && !interrupted.get();
                        },
                        TimeUnit.SECONDS.toNanos(2)))
                .isTrue();
    }

    @Test
    void cannotBeStepped() {
        assertThatThrownBy(loop::step).isInstanceOf(IllegalStateException.class);
    }

    private static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}

package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.ThreadCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uses the test's clock, so it waits only for the other thread to reach a point. */
class BlockedTasksTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long LONG = LIMIT.toNanos();

    private final LogicLoop loop = LogicLoop.start("blocked-logic");
    private final List<String> reports = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        loop.close();
        ThreadCheck.assertNoThreadNamed("blocked-logic");
    }

    private BlockedTasks watch(LogicLoop... loops) {
        return new BlockedTasks(List.of(loops), LIMIT, reports::add);
    }

    private void waitInHere() {
        entered.countDown();
        boolean interrupted = false;
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        assertThat(interrupted).isFalse();
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void namesABlockedTaskOnceWithItsStack() throws InterruptedException {
        BlockedTasks watch = watch(loop);
        loop.execute(this::waitInHere);
        await(entered);

        watch.run(0);
        watch.run(LONG - 1);
        assertThat(reports).isEmpty();
        watch.run(LONG);
        watch.run(3 * LONG);

        assertThat(reports).singleElement().asString().startsWith("a task has held up blocked-logic for 2000 ms");
        assertThat(reports.get(0)).contains("BlockedTasksTest.waitInHere(BlockedTasksTest.java:");
    }

    @Test
    void namesTheNextBlockedTaskToo() throws InterruptedException {
        BlockedTasks watch = watch(loop);
        loop.execute(this::waitInHere);
        await(entered);
        watch.run(0);
        watch.run(LONG);
        release.countDown();
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch releaseSecond = new CountDownLatch(1);
        loop.execute(() -> {
            second.countDown();
            try {
                releaseSecond.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        await(second);
        watch.run(2 * LONG);
        assertThat(reports).hasSize(1);
        watch.run(3 * LONG);
        releaseSecond.countDown();

        assertThat(reports).hasSize(2);
    }

    @Test
    void saysNothingOfALoopWithoutWorkOrWithMuch() throws InterruptedException {
        BlockedTasks watch = watch(loop);
        for (int look = 0; look < 10; look++) {
            watch.run(look * LONG);
            CountDownLatch ran = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                loop.execute(ran::countDown);
            }
            await(ran);
        }

        assertThat(reports).isEmpty();
    }

    @Test
    void isNotMisledByATaskThatFails() throws InterruptedException {
        BlockedTasks watch = watch(loop);
        loop.execute(() -> {
            throw new IllegalStateException("as asked");
        });
        CountDownLatch after = new CountDownLatch(1);
        loop.execute(after::countDown);
        await(after);
        // It has left its last task once it refuses further tasks.
        loop.close();
        watch.run(0);
        watch.run(LONG);

        assertThat(reports).isEmpty();
    }

    @Test
    void namesATaskOfALoopOfSeveralServersOnce() throws InterruptedException {
        BlockedTasks one = watch(loop);
        BlockedTasks other = watch(loop);
        loop.execute(this::waitInHere);
        await(entered);
        one.run(0);
        other.run(0);
        one.run(LONG);
        other.run(LONG);

        assertThat(reports).hasSize(1);
    }

    @Test
    void namesTheHostThreadOfAGuestWhetherItsTaskWasQueuedOrRunAtOnce() throws InterruptedException {
        ScheduledExecutorService host =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "blocked-host"));
        try {
            Thread[] thread = new Thread[1];
            CountDownLatch known = new CountDownLatch(1);
            host.execute(() -> {
                thread[0] = Thread.currentThread();
                known.countDown();
            });
            await(known);
            LogicLoop guest = LogicLoop.guestOf(host, () -> Thread.currentThread() == thread[0]);
            BlockedTasks watch = watch(guest);
            guest.enqueue(() -> guest.submit(this::waitInHere));
            await(entered);
            watch.run(0);
            watch.run(LONG);

            assertThat(reports)
                    .singleElement()
                    .asString()
                    .contains("held up blocked-host")
                    .contains("waitInHere");
        } finally {
            release.countDown();
            host.shutdown();
        }
        ThreadCheck.assertNoThreadNamed("blocked-host");
    }

    @Test
    void looksOftenEnoughAndRefusesToLookAllTheTime() {
        assertThat(watch(loop).interval()).isEqualTo(Duration.ofMillis(500));
        assertThatThrownBy(() -> new BlockedTasks(List.of(loop), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

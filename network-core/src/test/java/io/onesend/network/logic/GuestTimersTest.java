package io.onesend.network.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.onesend.network.testing.ThreadCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timers of a loop that is a guest on an event loop of Netty's, as sessions have with inline callbacks. */
@Timeout(60)
class GuestTimersTest {

    private static final String NAME = "guest-host";

    private final DefaultEventExecutor host = new DefaultEventExecutor(new DefaultThreadFactory(NAME));
    private final LogicLoop loop = LogicLoop.guestOf(host, host::inEventLoop);

    // The host's thread; read after a latch.
    private final List<String> ran = new ArrayList<>();

    @AfterEach
    void endsItsThread() {
        host.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        ThreadCheck.assertNoThreadNamed(NAME);
    }

    @Test
    void runsTimersOnTheHostsThreadInTheOrderOfTheirDeadlines() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(30), () -> {
                ran.add("third " + loop.inLoop());
                last.countDown();
            });
            loop.schedule(Duration.ofMillis(10), () -> ran.add("first " + loop.inLoop()));
            loop.schedule(Duration.ofMillis(10), () -> ran.add("second " + loop.inLoop()));
        });

        await(last);
        assertThat(ran).containsExactly("first true", "second true", "third true");
        awaitTimers(0);
    }

    @Test
    void anEarlierTimerDoesNotWaitForTheAlarmOfALaterOne() throws InterruptedException {
        loop.schedule(Duration.ofHours(1), () -> ran.add("hour"));
        CountDownLatch soon = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(5), soon::countDown);

        await(soon);
        awaitTimers(1);
    }

    @Test
    void aTimerBehindOneThatWasCancelledStillRuns() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        loop.execute(() -> {
            LogicTimer cancelled = loop.schedule(Duration.ofMillis(1), () -> ran.add("cancelled"));
            loop.schedule(Duration.ofMillis(2), later::countDown);
            ran.add("cancel " + cancelled.cancel());
        });

        await(later);
        assertThat(ran).containsExactly("cancel true");
    }

    @Test
    void repeatsAlsoAfterARunThatThrows() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        LogicTimer every = loop.scheduleEvery(Duration.ofMillis(1), () -> {
            three.countDown();
            throw new IllegalStateException("thrown on purpose by a test");
        });

        await(three);
        assertThat(every.cancel()).isTrue();
        awaitTimers(0);
    }

    @Test
    void runsMoreDueTimersThanOnePassWould() throws InterruptedException {
        int timers = 5 * LogicLoop.PASS_BUDGET;
        CountDownLatch all = new CountDownLatch(timers);
        loop.execute(() -> {
            for (int i = 0; i < timers; i++) {
                loop.schedule(Duration.ofMillis(1), all::countDown);
            }
        });

        await(all);
    }

    @Test
    void endsWithItsHost() {
        AtomicInteger runs = new AtomicInteger();
        LogicTimer timer = loop.schedule(Duration.ofHours(1), runs::incrementAndGet);
        host.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        assertThat(host.terminationFuture().awaitUninterruptibly(10, TimeUnit.SECONDS))
                .isTrue();

        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, runs::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(timer.cancel()).isTrue();
        assertThat(runs).hasValue(0);
    }

    /** A timer counts until its run is over. */
    private void awaitTimers(int count) {
        assertThat(loop.await(() -> loop.timers() == count, TimeUnit.SECONDS.toNanos(10)))
                .as("%d timers", loop.timers())
                .isTrue();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

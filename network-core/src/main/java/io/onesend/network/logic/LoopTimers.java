package io.onesend.network.logic;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one logic loop. They belong to the logic thread: what other threads schedule and cancel comes as tasks of the
 * loop. So a loop without timers pays one look at a field for each pass, and does not read the clock.
 */
final class LoopTimers {

    /** Timers that a loop may have; further ones are refused. */
    static final int MOST_TIMERS = 1 << 20;

    /** What {@link #nanosToNext} says if there is no timer. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * A loop that sleeps wakes at full milliseconds, so that timers which are due within one wake it once. 100,000 timers within a
     * second took 2.4 µs of CPU each when the loop woke for each of them, and take 1.2 µs.
     */
    private static final long TICK_NANOS = 1_000_000;

    /** Longer delays count as this. The difference of two deadlines has to fit into a long. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final LogicLoop loop;
    private final LongSupplier nanoTime;
    private final @Nullable GuestAlarm alarm;

    /** Timers whose memory is in use: in the heap, on their way there, or running. Any thread. */
    private final AtomicInteger count = new AtomicInteger();

    // Logic thread.
    private final TimerHeap heap = new TimerHeap();

    /**
     * Timers for a loop that asks for those due, or for a guest, whose host's alarm runs them.
     *
     * @param host null: the loop asks
     */
    LoopTimers(LogicLoop loop, LongSupplier nanoTime, @Nullable ScheduledExecutorService host) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.alarm = host == null ? null : new GuestAlarm(host, () -> loop.submit(this::ring));
    }

    @AnyThread
    LogicTimer schedule(Duration delay, Runnable task) {
        return add(new LogicTimer(this, task, nanoTime.getAsLong() + nanos(delay), 0));
    }

    @AnyThread
    LogicTimer scheduleEvery(Duration interval, Runnable task) {
        long nanos = nanos(interval);
        if (nanos == 0) {
            throw new IllegalArgumentException("a timer cannot repeat every " + interval);
        }
        return add(new LogicTimer(this, task, nanoTime.getAsLong() + nanos, nanos));
    }

    private static long nanos(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) < 0 ? delay.toNanos() : LONGEST.toNanos();
    }

    private LogicTimer add(LogicTimer timer) {
        if (count.incrementAndGet() > MOST_TIMERS) {
            count.decrementAndGet();
            throw new RejectedExecutionException("the logic loop has " + MOST_TIMERS + " timers, the most it may have");
        }
        if (loop.inLoop() && !loop.isClosed()) {
            insert(timer);
            return timer;
        }
        try {
            loop.execute(() -> insert(timer));
        } catch (RejectedExecutionException closed) {
            count.decrementAndGet();
            throw closed;
        }
        return timer;
    }

    /** Removes a timer that must not run any more; later, if this is not the logic thread. */
    @AnyThread
    void cancelled(LogicTimer timer) {
        if (loop.inLoop()) {
            remove(timer);
            return;
        }
        try {
            // Nothing is urgent about it: a sleeping loop sleeps on.
            loop.enqueue(() -> remove(timer));
        } catch (RejectedExecutionException ended) {
            // No timer of a loop that has ended runs any more.
        }
    }

    /**
     * Runs the timers that are due, the earliest first. One that is scheduled meanwhile waits for the next call, so a timer that
     * schedules another without a delay does not hold up the loop.
     *
     * @return the number of timers that it ran
     */
    @LogicThread
    int runDue(int most) {
        assert loop.inLoop();
        if (heap.isEmpty()) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        long newcomers = heap.nextOrder();
        int ran = 0;
        LogicTimer first;
        while (ran < most
                && !loop.isClosed()
                && (first = heap.first()) != null
                && first.deadline - now <= 0
                && first.order < newcomers) {
            heap.remove(first);
            run(first, now);
            ran++;
        }
        return ran;
    }

    private void run(LogicTimer timer, long now) {
        Runnable task = timer.claim();
        if (task != null) {
            loop.run(task);
        }
        if (timer.repeats() && timer.isPending()) {
            timer.moveBeyond(now);
            heap.add(timer);
        } else {
            count.decrementAndGet();
        }
    }

    /** Nanoseconds that the loop may sleep, zero or less if it may not; {@link #NEVER} if there is no timer. */
    @LogicThread
    long nanosToNext() {
        assert loop.inLoop();
        LogicTimer first = heap.first();
        return first == null ? NEVER : tickFor(first) - nanoTime.getAsLong();
    }

    private static long tickFor(LogicTimer timer) {
        return timer.deadline + Math.floorMod(-timer.deadline, TICK_NANOS);
    }

    /** Drops all timers; for a loop that is closed. */
    void dropAll() {
        LogicTimer timer;
        while ((timer = heap.first()) != null) {
            timer.drop();
            heap.remove(timer);
            count.decrementAndGet();
        }
    }

    /** The number of timers that count towards {@link #MOST_TIMERS}. */
    @AnyThread
    int count() {
        return count.get();
    }

    @LogicThread
    private void insert(LogicTimer timer) {
        assert loop.inLoop();
        if (loop.isClosed()) {
            timer.drop();
        }
        if (!timer.isPending()) {
            count.decrementAndGet();
            return;
        }
        heap.add(timer);
        if (heap.first() == timer) {
            setAlarm();
        }
    }

    @LogicThread
    private void remove(LogicTimer timer) {
        assert loop.inLoop();
        if (heap.remove(timer)) {
            count.decrementAndGet();
        }
    }

    private void ring() {
        runDue(LogicLoop.PASS_BUDGET);
        setAlarm();
    }

    private void setAlarm() {
        LogicTimer first = heap.first();
        if (alarm != null && first != null) {
            alarm.set(tickFor(first), nanoTime.getAsLong());
        }
    }
}

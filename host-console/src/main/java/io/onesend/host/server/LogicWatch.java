package io.onesend.host.server;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when a logic thread stands still: one of its tasks takes long, or it is gone. A busy thread does not count, however
 * long its tasks wait. The watch costs the logic thread one task a second.
 */
final class LogicWatch implements AutoCloseable {

    /** After this time a thread counts as standing still. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final long LOOK_EVERY_SECONDS = 1;

    private final LogicLoop loop;
    private final LongSupplier clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch-logic");
        thread.setDaemon(true);
        return thread;
    });

    /** Whether the logic thread has run the last task of the watch. */
    private volatile boolean answered = true;

    private volatile long movedNanos;

    // Used by the thread that looks.
    private long lastTask;

    LogicWatch(LogicLoop loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
        movedNanos = clock.getAsLong();
    }

    static LogicWatch start(LogicLoop loop) {
        LogicWatch watch = new LogicWatch(loop, System::nanoTime);
        watch.looks.scheduleWithFixedDelay(watch::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        return watch;
    }

    void look() {
        long task = loop.runningTask();
        if (answered || task != lastTask) {
            lastTask = task;
            movedNanos = clock.getAsLong();
        }
        if (answered) {
            ask();
        }
    }

    private void ask() {
        answered = false;
        try {
            loop.execute(() -> answered = true);
        } catch (RejectedExecutionException stopped) {
            // The loop has been closed; a closed loop does not stand still.
            answered = true;
        }
    }

    /** A message if the thread stands still; empty while it works or has nothing to do. */
    @AnyThread
    Optional<String> standstill() {
        long nanos = clock.getAsLong() - movedNanos;
        return answered || nanos < LIMIT.toNanos()
                ? Optional.empty()
                : Optional.of("the logic thread has stood still for "
                        + Duration.ofNanos(nanos).toSeconds() + " s");
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}

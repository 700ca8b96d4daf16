package io.onesend.host.sampling;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** Measures how long the logic thread lets a task wait: it sends one and looks at the clock when it is run. */
final class LogicWait {

    private final Executor logic;
    private final LongSupplier nanoTime;

    // Written by the logic thread, when it runs the task.
    private volatile long waitedNanos;
    private volatile boolean waiting;

    // Of the thread that looks.
    private long sentNanos;

    LogicWait(Executor logic, LongSupplier nanoTime) {
        this.logic = logic;
        this.nanoTime = nanoTime;
    }

    /** The wait of the last task, up to now if it still waits; then sends the next. */
    long lookNanos() {
        if (waiting) {
            return nanoTime.getAsLong() - sentNanos;
        }
        long waited = waitedNanos;
        long sent = nanoTime.getAsLong();
        sentNanos = sent;
        waiting = true;
        try {
            logic.execute(() -> {
                waitedNanos = nanoTime.getAsLong() - sent;
                waiting = false;
            });
        } catch (RejectedExecutionException stopped) {
            // The server stops; there is nothing to wait for any more.
            waiting = false;
        }
        return waited;
    }
}

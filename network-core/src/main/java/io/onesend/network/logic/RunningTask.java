package io.onesend.network.logic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Shows other threads which task a logic loop is running. Each task costs the loop two stores without a fence; the clock is not
 * read.
 */
final class RunningTask {

    /** The value of {@link #number} between tasks. */
    static final long NONE = 0;

    // Two numbers in the middle of an array long enough to keep data that other threads read off their cache line.
    private static final int LENGTH = 24;
    private static final int RUNNING = 8;
    private static final int STARTED = 9;

    private final AtomicLongArray marks = new AtomicLongArray(LENGTH);
    private final AtomicLong reported = new AtomicLong(NONE);

    /** Begins a task and returns the one around it, because a guest's task may run another at once. */
    @LogicThread
    long begin() {
        long outer = marks.getPlain(RUNNING);
        long number = marks.getPlain(STARTED) + 1;
        marks.setPlain(STARTED, number);
        marks.setOpaque(RUNNING, number);
        return outer;
    }

    /** Ends the task; the one around it goes on. */
    @LogicThread
    void end(long outer) {
        marks.setOpaque(RUNNING, outer);
    }

    /** The running task's number, unique in this loop, or {@link #NONE}. */
    @AnyThread
    long number() {
        return marks.getOpaque(RUNNING);
    }

    /** Marks the task as reported; false if it already was. */
    @AnyThread
    boolean claimReport(long task) {
        return reported.getAndSet(task) != task;
    }
}

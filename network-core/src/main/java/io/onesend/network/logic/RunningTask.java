package io.onesend.network.logic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which task a logic loop is at, for another thread to look at now and then. It costs the loop two stores without a fence for
 * each task, and no look at the clock.
 */
final class RunningTask {

    /** What {@link #number} is between tasks. */
    static final long NONE = 0;

    // Two numbers in the middle of an array so long that what other threads read is never on their cache line.
    private static final int LENGTH = 24;
    private static final int RUNNING = 8;
    private static final int STARTED = 9;

    private final AtomicLongArray marks = new AtomicLongArray(LENGTH);
    private final AtomicLong reported = new AtomicLong(NONE);

    /** A task begins; returns the one around it, since a guest's task may run another at once. */
    @LogicThread
    long begin() {
        long outer = marks.getPlain(RUNNING);
        long number = marks.getPlain(STARTED) + 1;
        marks.setPlain(STARTED, number);
        marks.setOpaque(RUNNING, number);
        return outer;
    }

    /** The task has ended, and the one around it goes on. */
    @LogicThread
    void end(long outer) {
        marks.setOpaque(RUNNING, outer);
    }

    /** A number that no other task of this loop has, or {@link #NONE}. */
    @AnyThread
    long number() {
        return marks.getOpaque(RUNNING);
    }

    /** Whether nobody has reported this task yet. */
    @AnyThread
    boolean claimReport(long task) {
        return reported.getAndSet(task) != task;
    }
}

package io.onesend.network.logic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task that a {@link LogicLoop} runs later; its handle, to cancel it. */
public final class LogicTimer {

    /** The index of a timer that is not in the heap. */
    static final int OUT = -1;

    private static final VarHandle TASK;

    static {
        try {
            TASK = MethodHandles.lookup().findVarHandle(LogicTimer.class, "task", Runnable.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final LoopTimers timers;

    /** Zero: runs once. */
    private final long interval;

    /** Null once nobody may start it any more. Whoever takes it out has cancelled the timer, or runs it for the last time. */
    private volatile @Nullable Runnable task;

    // Logic thread, once the timer has been handed over. The heap keeps them.
    long deadline;
    long order;
    int index = OUT;

    LogicTimer(LoopTimers timers, Runnable task, long deadline, long interval) {
        this.timers = timers;
        this.task = Objects.requireNonNull(task);
        this.deadline = deadline;
        this.interval = interval;
    }

    /**
     * Keeps the task from running again. On the logic thread the task does not run after this. On another thread, a run that
     * begins at this moment is not stopped.
     *
     * @return false if it makes no difference: the task has run, or has begun its only run, or was cancelled, or its loop is
     *     closed
     */
    @AnyThread
    public boolean cancel() {
        if (!drop()) {
            return false;
        }
        timers.cancelled(this);
        return true;
    }

    /** Forgets the task; false if it was gone. */
    @AnyThread
    boolean drop() {
        return TASK.getAndSet(this, null) != null;
    }

    /** The task for one run; null if the timer was cancelled. */
    @LogicThread
    @Nullable
    Runnable claim() {
        return repeats() ? task : (Runnable) TASK.getAndSet(this, null);
    }

    boolean isPending() {
        return task != null;
    }

    boolean repeats() {
        return interval > 0;
    }

    /** Moves the deadline by as many intervals as bring it past this time: runs that were missed are left out. */
    @LogicThread
    void moveBeyond(long now) {
        deadline += interval * (1 + (now - deadline) / interval);
    }
}

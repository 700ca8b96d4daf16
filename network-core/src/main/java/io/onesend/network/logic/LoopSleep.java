package io.onesend.network.logic;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets a loop's thread sleep while it has nothing to do, and wakes it without a lost wake-up. */
final class LoopSleep {

    private final AtomicBoolean asleep = new AtomicBoolean();

    /** Written before the flag, which publishes it. */
    private @Nullable Thread sleeper;

    /** Wakes the thread if it sleeps; cheap if it does not. */
    @AnyThread
    void wake() {
        // The queue publishes with ordered stores, and says "empty" while it grows. Without the fence the read
        // below could overtake them and find the loop awake, while the loop finds the queue empty: a lost wake-up.
        VarHandle.fullFence();
        // The plain read first: while the loop is awake, waking it costs no write to a shared line.
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(sleeper);
        }
    }

    /**
     * Sleeps until it is woken, until there is work, or until the next timer is due.
     *
     * @param hasWork looks for what was added by a thread that found the loop awake, and did not wake it
     * @param nanosToNext zero or less: a timer is due; {@link LoopTimers#NEVER}: there is none
     */
    @LogicThread
    void sleep(Object blocker, BooleanSupplier hasWork, LongSupplier nanosToNext) {
        sleeper = Thread.currentThread();
        asleep.set(true);
        long nanos;
        while (!hasWork.getAsBoolean() && asleep.get() && (nanos = nanosToNext.getAsLong()) > 0) {
            if (nanos == LoopTimers.NEVER) {
                LockSupport.park(blocker);
            } else {
                LockSupport.parkNanos(blocker, nanos);
            }
            // A task may have left the thread interrupted, and an interrupted thread does not park: it would spin here.
            Thread.interrupted();
        }
        asleep.set(false);
    }
}

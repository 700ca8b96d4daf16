package io.onesend.host.console;

import java.util.function.LongSupplier;

/** Limits the rate of steps: a burst at once, then a fixed number a second. One thread. */
final class Pace {

    /** How to wait. */
    @FunctionalInterface
    interface Pause {
        void nanos(long nanos) throws InterruptedException;
    }

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long stepNanos;
    private final long burstNanos;
    private final LongSupplier clock;
    private final Pause pause;

    /** The time up to which steps are used up: it is behind the clock by the steps still free. */
    private long paidUntil;

    Pace(int burst, int perSecond, LongSupplier clock, Pause pause) {
        stepNanos = SECOND_NANOS / perSecond;
        burstNanos = burst * stepNanos;
        this.clock = clock;
        this.pause = pause;
        paidUntil = clock.getAsLong() - burstNanos;
    }

    /** Waits until the next step may happen. */
    void await() throws InterruptedException {
        long now = clock.getAsLong();
        if (now - paidUntil > burstNanos) {
            paidUntil = now - burstNanos;
        }
        paidUntil += stepNanos;
        if (paidUntil - now > 0) {
            pause.nanos(paidUntil - now);
        }
    }
}

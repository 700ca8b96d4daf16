package io.onesend.load.dummy;

/**
 * Takes turns by the clock: the time of the n-th turn is fixed from the start, whatever happens meanwhile. After a pause of
 * the process, it takes every turn that has become due and passes on the time at which the turn should have been.
 */
final class Pacer {

    /** Takes the turns. */
    @FunctionalInterface
    interface Taker {
        void turn(long number, long intendedNanos);
    }

    private static final double NANOS = 1e9;

    private final long start;
    private final double perSecond;
    private long next;

    Pacer(long start, double perSecond) {
        this.start = start;
        this.perSecond = perSecond;
    }

    /** When a turn is due; counted from 0. */
    long dueAt(long number) {
        return start + (long) (number * NANOS / perSecond);
    }

    /** Takes all turns due before this time. */
    void run(long until, Taker taker) {
        long due = dueAt(next);
        while (due - until < 0) {
            taker.turn(next, due);
            next++;
            due = dueAt(next);
        }
    }
}

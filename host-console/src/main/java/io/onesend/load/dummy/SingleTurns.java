package io.onesend.load.dummy;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import java.util.concurrent.TimeUnit;

/** A dummy whose turn has to be over before the next can begin; turns that are due meanwhile keep their times. */
abstract class SingleTurns extends Dummy {

    /** The pause after a failed turn; without it, a server that is gone would be asked all the time. */
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DueTurns due = new DueTurns();
    private boolean busy;
    private long intended;

    SingleTurns(RunContext context, Listener listener, int number) {
        super(context, listener, number);
    }

    @Override
    final void turn(long intendedNanos) {
        due.add(intendedNanos);
        beginNext();
    }

    /** The number of turns that are due and have not begun. */
    final long waiting() {
        return due.size();
    }

    private void beginNext() {
        if (busy || due.isEmpty() || context.phase() != Phase.TRAFFIC || !canBegin()) {
            return;
        }
        busy = true;
        intended = due.next();
        context.turnBegun();
        begin();
    }

    /** The turn has done what it is for; its latency ends here. */
    final void done(LatencyKind kind) {
        context.done(kind, intended);
    }

    /** The turn is over; the next one may begin. */
    final void over() {
        if (end()) {
            listener.turnOver(this);
            beginNext();
        }
    }

    /** The turn has failed. */
    final void overAfterFailure() {
        if (end()) {
            context.timers.at(context.now() + AFTER_FAILURE_NANOS, () -> {
                listener.turnOver(this);
                beginNext();
            });
        }
    }

    /** Ends the turn without beginning another; returns whether there was one. */
    final boolean end() {
        boolean was = busy;
        if (was) {
            busy = false;
            context.turnOver();
        }
        return was;
    }

    @Override
    final void stopCounting() {
        if (end()) {
            context.wrong(LoadCount.REFUSED, "no answer before the end of the run");
        }
    }

    /** Whether everything that a turn needs is there. */
    abstract boolean canBegin();

    abstract void begin();
}

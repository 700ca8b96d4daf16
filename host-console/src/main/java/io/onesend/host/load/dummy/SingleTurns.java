package io.onesend.host.load.dummy;

import io.onesend.host.load.LatencyKind;
import io.onesend.host.load.LoadCount;
import java.util.concurrent.TimeUnit;

/** A dummy whose turn has to be over before the next can begin; turns that are due meanwhile keep their times. */
abstract class SingleTurns extends Dummy {

    /** A turn that failed is not followed by the next at once: a server that is gone would be asked without pause. */
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DueTurns due = new DueTurns();
    private boolean busy;
    private long intended;

    SingleTurns(RunContext context, Boss boss, int number) {
        super(context, boss, number);
    }

    @Override
    final void turn(long intendedNanos) {
        due.add(intendedNanos);
        beginNext();
    }

    /** Turns that are due and have not begun. */
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

    /** It was done what the turn was for. */
    final void done(LatencyKind kind) {
        context.done(kind, intended);
    }

    /** The turn is over; the next one may begin. */
    final void over() {
        if (end()) {
            boss.turnOver(this);
            beginNext();
        }
    }

    /** The turn has failed. */
    final void overAfterFailure() {
        if (end()) {
            context.timers.at(context.now() + AFTER_FAILURE_NANOS, () -> {
                boss.turnOver(this);
                beginNext();
            });
        }
    }

    /** The turn has ended, and no other will follow. */
    final boolean end() {
        boolean was = busy;
        if (was) {
            busy = false;
            context.turnOver();
        }
        return was;
    }

    @Override
    final void closeBooks() {
        if (end()) {
            context.wrong(LoadCount.REFUSED, "no answer to the end");
        }
    }

    /** Whether there is all that a turn needs. */
    abstract boolean canBegin();

    abstract void begin();
}

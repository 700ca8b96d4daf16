package io.onesend.load.dummy;

import io.onesend.load.LatencyKind;

/** Connects and holds the connection; it has no turns. */
final class HoldingDummy extends Dummy {

    private long connecting;

    HoldingDummy(RunContext context, Listener listener, int number) {
        super(context, listener, number);
    }

    @Override
    void prepare() {
        connecting = context.now();
        connect();
    }

    @Override
    void turn(long intended) {}

    /** Measures the opening, because the dummy does nothing else. This is before any warm-up. */
    @Override
    void linked() {
        context.prepared(LatencyKind.CONNECT, connecting);
        listener.ready(this);
    }

    @Override
    void unlinked(boolean wanted) {
        listener.out(this);
    }
}

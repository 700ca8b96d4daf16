package io.onesend.load.dummy;

import io.onesend.load.LatencyKind;

/** A dummy whose turn connects, closes, and waits for the connection's end. */
final class ReconnectingDummy extends SingleTurns {

    ReconnectingDummy(RunContext context, Listener listener, int number) {
        super(context, listener, number);
    }

    @Override
    void prepare() {
        listener.ready(this);
    }

    @Override
    boolean canBegin() {
        return true;
    }

    @Override
    void begin() {
        connect();
    }

    @Override
    void linked() {
        done(LatencyKind.CONNECT);
        link.close();
    }

    @Override
    void unlinked(boolean wanted) {
        if (wanted) {
            over();
        } else {
            overAfterFailure();
        }
    }
}

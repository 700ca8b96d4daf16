package io.onesend.network.netty;

import java.io.IOException;
import java.util.function.IntSupplier;

/**
 * Keeps a test's connections within a server's session limit. A server counts a session some time after its peer was connected:
 * until then the connection is in the backlog, or was accepted and waits for its I/O thread. So connections that may not be
 * counted yet take a place too.
 */
final class PeerPlaces {

    /** Waits for the server. */
    @FunctionalInterface
    interface CatchUp {
        /** Returns once every connection made so far has been counted and at most {@code sessions} of them are left. */
        void await(int sessions) throws IOException;
    }

    private final int places;
    private final IntSupplier sessions;
    private final CatchUp catchUp;
    private int perhapsNotCounted;

    PeerPlaces(int places, IntSupplier sessions, CatchUp catchUp) {
        this.places = places;
        this.sessions = sessions;
        this.catchUp = catchUp;
    }

    /** Waits until the server has a place for each of {@code count} peers; they may connect then. */
    void take(int count) throws IOException {
        if (sessions.getAsInt() + perhapsNotCounted + count > places) {
            catchUp.await(places - count);
            perhapsNotCounted = 0;
        }
        perhapsNotCounted += count;
    }
}

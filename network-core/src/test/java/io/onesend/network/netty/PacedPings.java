package io.onesend.network.netty;

import java.io.IOException;

/** Pings of a peer, as many as it may send: each has its number as payload. */
final class PacedPings {

    /** Below what a peer may send at once, and in a second. */
    private static final int AT_ONCE = 20;

    private static final int A_SECOND = 8;

    private final long begin = System.nanoTime();
    private int sent;

    void sendIfDue(Peer peer) throws IOException {
        if (sent < AT_ONCE + A_SECOND * ((System.nanoTime() - begin) / 1_000_000_000)) {
            peer.send(WebSocketFrames.ping((byte) sent++));
        }
    }
}

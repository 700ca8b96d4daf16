package io.onesend.network.netty;

import java.io.IOException;

/**
 * Pings of a peer, as many as it may send: each has its number as payload. A test that stands still for a while, or begins late, sends
 * no more at once than any other.
 */
final class PacedPings {

    /** Below what a peer may send at once, and in a second. */
    private static final int AT_ONCE = 20;

    private static final long NANOS_FOR_ONE = 1_000_000_000 / 8;

    private int allowed = AT_ONCE;
    private long allowedAt = System.nanoTime();
    private int sent;

    void sendIfDue(Peer peer) throws IOException {
        long more = (System.nanoTime() - allowedAt) / NANOS_FOR_ONE;
        allowedAt += more * NANOS_FOR_ONE;
        allowed = (int) Math.min(AT_ONCE, allowed + more);
        if (allowed > 0) {
            allowed--;
            peer.send(WebSocketFrames.ping((byte) sent++));
        }
    }
}

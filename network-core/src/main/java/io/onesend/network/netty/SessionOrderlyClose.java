package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.onesend.network.logic.IoThread;

/**
 * Closes a session in order: what was accepted goes out, then our side ends, then the peer's does. Closing before the peer has
 * ended would reset the connection, and data that it has not read could be lost.
 */
@IoThread
final class SessionOrderlyClose {

    private final Channel channel;
    private final SessionOutputEnd output;

    /** The latest end, by the lane's clock. */
    private final long until;

    private boolean peerEnded;
    private boolean waitsForPeer;

    SessionOrderlyClose(Channel channel, SessionOutputEnd output, long until, boolean peerEnded) {
        this.channel = channel;
        this.output = output;
        this.until = until;
        this.peerEnded = peerEnded;
    }

    /** Everything accepted has gone out. */
    void drained() {
        if (waitsForPeer) {
            return;
        }
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        waitsForPeer = true;
        output.end(peerEnded);
        // Reads on to see the peer's end; received bytes are dropped.
        if (!peerEnded && channel.isActive()) {
            channel.config().setAutoRead(true);
        }
    }

    /** The peer sends no more. What is queued still goes out, if anything is. */
    void peerEnded() {
        peerEnded = true;
        if (waitsForPeer) {
            channel.close();
        }
    }

    void sweep(long now) {
        if (now - until > 0) {
            channel.close();
        }
    }
}

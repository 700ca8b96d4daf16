package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.onesend.network.logic.IoThread;

/**
 * Closes a session in order: what was accepted goes out, then our side ends, then the peer's does. Closing before the peer has
 * ended would reset the connection, and data that it has not read could be lost.
 */
@IoThread
final class SessionOrderlyClose {

    private final Channel channel;

    /** The latest end, by the lane's clock. */
    private final long until;

    private boolean peerEnded;
    private boolean waitsForPeer;

    SessionOrderlyClose(Channel channel, long until, boolean peerEnded) {
        this.channel = channel;
        this.until = until;
        this.peerEnded = peerEnded;
    }

    /** Everything accepted has gone out. */
    void drained() {
        if (waitsForPeer) {
            return;
        }
        if (peerEnded || !channel.isActive()) {
            channel.close();
            return;
        }
        waitsForPeer = true;
        ((DuplexChannel) channel).shutdownOutput();
        // Reads on to see the peer's end; received bytes are dropped.
        if (channel.isActive()) {
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

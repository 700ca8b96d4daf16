package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.onesend.network.logic.IoThread;

/**
 * Ends our side of a WebSocket with a close frame, once. The send queue has closed by then, so nothing else is written, and the
 * frame goes through the channel. The connection itself stays open in both directions until the peer has closed too, and the
 * server closes first then.
 */
@IoThread
final class WebSocketOutputEnd extends SessionOutputEnd {

    private final NettySession session;
    private final WebSocketInbound inbound;
    private boolean closed;

    WebSocketOutputEnd(Channel channel, NettySession session, WebSocketInbound inbound) {
        super(channel);
        this.session = session;
        this.inbound = inbound;
    }

    @Override
    void end(boolean last) {
        if (closed) {
            if (last) {
                channel.close();
            }
            return;
        }
        closed = true;
        channel.writeAndFlush(closeFrame()).addListener(sent -> {
            if (!sent.isSuccess()) {
                channel.close();
            } else if (last) {
                super.end(true);
            } else if (inbound.hasFailed()) {
                // Its close frame cannot be found any more, so its end is waited for.
                super.end(false);
            }
        });
    }

    /** Sends the close frame if that is possible at once, because the connection is about to be closed. */
    void endNow() {
        if (!closed && channel.isActive() && !session.sendQueue().isWriting()) {
            closed = true;
            channel.writeAndFlush(closeFrame());
        }
    }

    private ByteBuf closeFrame() {
        // Without a decision of this side, only its output ends.
        return inbound.control()
                .close(
                        inbound.closeCode(),
                        session.isClosedHere() ? session.reason().name() : "");
    }
}

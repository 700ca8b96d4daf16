package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.TimeUnit;

/**
 * The handler of a refused connection whose peer is told why: sends one packet, ends this side, and waits a limited time for
 * the peer's end. What the peer sends is read and dropped: closing with unread bytes would reset the connection, and the peer
 * could lose the packet.
 */
@IoThread
final class RefusedConnection extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final RefusedConnections places;
    private final Future<?> timer;
    private boolean ended;
    private boolean peerEnded;

    private RefusedConnection(Channel channel, RefusedConnections places) {
        this.channel = channel;
        this.places = places;
        this.timer = channel.eventLoop()
                .schedule(() -> channel.close(), places.limit().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Ends a connection with a last packet, or at once if no place is left.
     *
     * @param ctx of the connection's handler, which is called no more
     * @param packet owned by this method
     */
    static void end(ChannelHandlerContext ctx, ByteBuf packet, RefusedConnections places) {
        Channel channel = ctx.channel();
        assert channel.eventLoop().inEventLoop();
        if (!places.add()) {
            packet.release();
            channel.close();
            return;
        }
        RefusedConnection connection = new RefusedConnection(channel, places);
        ctx.pipeline().replace(ctx.handler(), "refused", connection);
        channel.writeAndFlush(packet).addListener(sent -> connection.sent(sent.isSuccess()));
    }

    private void sent(boolean successfully) {
        if (peerEnded || !successfully) {
            channel.close();
            return;
        }
        ended = true;
        new SessionOutputEnd(channel).end(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        ReferenceCountUtil.release(bytes);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        peerEnded = true;
        if (ended) {
            channel.close();
        }
    }

    /** The peer has reset the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.cancel(false);
        places.remove();
    }
}

package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.onesend.network.logic.IoThread;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a listening channel in front of what makes sessions of connections: keeps the server's own probe out, and
 * remembers that something was accepted.
 */
@ChannelHandler.Sharable
@IoThread
final class AcceptGate extends ChannelInboundHandlerAdapter {

    private final AcceptErrors errors = new AcceptErrors();
    private @Nullable InetSocketAddress probe;
    private boolean active;

    /** From now on a connection from this address is the probe. */
    void expect(InetSocketAddress probeAddress) {
        probe = probeAddress;
    }

    /** The probe has not come yet. */
    boolean isExpecting() {
        return probe != null;
    }

    void forget() {
        probe = null;
        active = false;
    }

    /** Whether anything was accepted since the last call, or failed to be: it is tried at least. */
    boolean wasActive() {
        boolean was = active;
        active = false;
        return was;
    }

    /** The channel begins to accept after this. Netty's own handler, behind which the last one belongs, has been added by now. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.pipeline().addLast(errors);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        active = true;
        Channel accepted = (Channel) message;
        if (probe != null && isFrom(probe, accepted.remoteAddress())) {
            probe = null;
            accepted.unsafe().closeForcibly();
            return;
        }
        ctx.fireChannelRead(message);
    }

    /** Out of file descriptors, for one: Netty pauses for a second then, and tries again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        active = true;
        ctx.fireExceptionCaught(cause);
    }

    private static boolean isFrom(InetSocketAddress expected, @Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && inet.getPort() == expected.getPort()
                && inet.getAddress() != null
                && AddressBlock.unmapped(inet.getAddress()).equals(AddressBlock.unmapped(expected.getAddress()));
    }
}

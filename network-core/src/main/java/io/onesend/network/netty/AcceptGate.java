package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.Errors;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.IoThread;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Filters accepted connections before they become sessions. It keeps the server's own probe out, remembers that something was
 * accepted, and pauses the listening channel while no file descriptors are left; connections wait in the kernel's backlog
 * meanwhile.
 */
@ChannelHandler.Sharable
@IoThread
final class AcceptGate extends ChannelInboundHandlerAdapter {

    /** How long a pause lasts before accepting is tried again. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final RateLimitedLog LOG =
            new RateLimitedLog(LoggerFactory.getLogger(AcceptGate.class), Level.WARN, 1);

    private static final RateLimitedLog FOREIGN =
            new RateLimitedLog(LoggerFactory.getLogger(AcceptGate.class), Level.INFO, 1);

    private final AcceptedConnections connections;
    private final boolean ipv4Only;
    private final AcceptErrors errors = new AcceptErrors();
    private @Nullable InetSocketAddress probe;
    private boolean active;
    private boolean paused;
    private boolean multishot;

    AcceptGate(AcceptedConnections connections, boolean ipv4Only) {
        this.connections = connections;
        this.ipv4Only = ipv4Only;
    }

    /** Treats a connection from this address as the probe from now on. */
    void expect(InetSocketAddress probeAddress) {
        probe = probeAddress;
    }

    /** Whether the probe has not come yet. */
    boolean isExpecting() {
        return probe != null;
    }

    void forget() {
        probe = null;
        active = false;
    }

    /** Whether a connection was accepted or failed to be since the last call, or the gate pauses: then the acceptor works. */
    boolean wasActive() {
        boolean was = active;
        active = false;
        return was || paused;
    }

    /** The channel accepts after this. Netty's own handler has been added by now; the last handler belongs behind it. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Now, because without a descriptor a class may not be found.
        multishot = UringAccepts.areMultishot(ctx.channel());
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
        if (ipv4Only && isIpv6(accepted.remoteAddress())) {
            FOREIGN.log(
                    "closed a connection from {}: its port listens on IPv4 only; the host '::' accepts both",
                    accepted.remoteAddress());
            accepted.unsafe().closeForcibly();
            return;
        }
        if (connections.add(accepted)) {
            ctx.fireChannelRead(message);
        } else {
            accepted.unsafe().closeForcibly();
        }
        if (connections.isFull()) {
            LOG.log(
                    "as many connections are open as the limit of open files allows ({}): others wait on {}",
                    connections.most(),
                    ctx.channel().localAddress());
            pause(ctx.channel());
        }
    }

    /**
     * A connection could not be accepted, most likely for want of a file descriptor. Netty itself would pause for a second and
     * log a stack trace.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        active = true;
        errors.log(ctx.channel(), cause);
        if (multishot && cause instanceof Errors.NativeIoException) {
            // Netty resubmits a failed multishot accept even while the channel pauses. Without a descriptor that fails
            // at once, 80,000 times a second. This thread only accepts, so it can wait instead.
            LockSupport.parkNanos(PAUSE.toNanos());
        } else {
            pause(ctx.channel());
        }
    }

    private void pause(Channel listening) {
        if (multishot) {
            // Netty may have submitted another accept since it was told to pause; telling it anew cancels that.
            listening.config().setAutoRead(true);
        }
        listening.config().setAutoRead(false);
        if (!paused) {
            paused = true;
            goOnLater(listening);
        }
    }

    private void goOnLater(Channel listening) {
        listening.eventLoop().schedule(() -> goOn(listening), PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void goOn(Channel listening) {
        if (listening.isOpen() && connections.isFull()) {
            goOnLater(listening);
            return;
        }
        paused = false;
        if (listening.isOpen()) {
            listening.config().setAutoRead(true);
        }
    }

    private static boolean isIpv6(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && SessionAddressBlock.unmapped(inet.getAddress()) instanceof Inet6Address;
    }

    private static boolean isFrom(InetSocketAddress expected, @Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && inet.getPort() == expected.getPort()
                && inet.getAddress() != null
                && SessionAddressBlock.unmapped(inet.getAddress())
                        .equals(SessionAddressBlock.unmapped(expected.getAddress()));
    }
}

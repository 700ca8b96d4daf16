package io.onesend.network.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Promise;
import io.onesend.network.BindFailedException;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket that is reopened if it stops accepting while connections pile up in its backlog.
 *
 * <p>It is checked on the acceptor's thread. If nothing was accepted since the last check, the server connects to itself. If
 * {@link #PATIENCE} checks later neither that probe nor any other connection was accepted or failed to be, the acceptor has
 * stopped. Two cases do not count: running out of file descriptors, when the {@link AcceptGate} pauses; and a firewall between
 * the server and itself, which keeps the kernel from completing a probe's connection: that proves nothing unless an earlier
 * probe came through. A Unix domain socket is not probed, because a probe without an address could not be told from a client.
 */
final class AcceptPort {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptPort.class);

    /** How often to check. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Checks that find a probe not accepted before the port is reopened. */
    private static final int PATIENCE = 2;

    private static final Duration PORT_FREE_AFTER = Duration.ofMillis(10);

    private final ServerBootstrap bootstrap;
    private final EventLoop eventLoop;

    /** With the real port; a Unix domain address in Netty's form. */
    private final SocketAddress address;

    private final AcceptGate gate;

    // I/O thread: the acceptor's.
    private Channel channel;
    private @Nullable ChannelFuture opening;
    private @Nullable AcceptProbe probe;
    private boolean probesComeThrough;
    private int looksInVain;
    private boolean stopped;

    private AcceptPort(ServerBootstrap bootstrap, EventLoop eventLoop, AcceptGate gate, Channel channel) {
        this.bootstrap = bootstrap;
        this.eventLoop = eventLoop;
        this.gate = gate;
        this.channel = channel;
        this.address = channel.localAddress();
    }

    /**
     * Starts listening.
     *
     * @param eventLoop the bootstrap's only acceptor
     * @param connections the connections of all ports of the server
     * @throws BindFailedException if the address cannot be listened on
     */
    static AcceptPort open(
            ServerBootstrap bootstrap, EventLoop eventLoop, SocketAddress address, AcceptedConnections connections) {
        return open(bootstrap, eventLoop, address, INTERVAL, connections);
    }

    static AcceptPort open(
            ServerBootstrap bootstrap,
            EventLoop eventLoop,
            SocketAddress address,
            Duration interval,
            AcceptedConnections connections) {
        makeFree(address);
        AcceptGate gate = new AcceptGate(connections, isIpv4(address));
        ChannelFuture bound = bootstrap.handler(gate).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw cannotListen(address, bound.cause());
        }
        AcceptPort port = new AcceptPort(bootstrap, eventLoop, gate, bound.channel());
        long nanos = interval.toNanos();
        eventLoop.scheduleWithFixedDelay(port::look, nanos, nanos, TimeUnit.NANOSECONDS);
        return port;
    }

    private static void makeFree(SocketAddress address) {
        try {
            if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
                throw new UnknownHostException("the host name is unknown");
            }
            if (UnixSockets.toJava(address) instanceof UnixDomainSocketAddress unix) {
                UnixSocketFile.makeFree(unix);
            }
        } catch (IOException notFree) {
            throw cannotListen(address, notFree);
        }
    }

    private static BindFailedException cannotListen(SocketAddress address, Throwable cause) {
        String place = address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : address.toString();
        return new BindFailedException("cannot listen on " + place + ": " + NativeErrors.inWords(cause), cause);
    }

    /** Whether only connections over IPv4 are wanted: {@code 0.0.0.0} is all of IPv4, {@code ::} is IPv6 and IPv4. */
    static boolean isIpv4(SocketAddress listening) {
        return listening instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address;
    }

    /** The address with the real port; reopening does not change it. */
    @AnyThread
    SocketAddress address() {
        return UnixSockets.toJava(address);
    }

    /** Stops listening, for good, and waits until it has. Idempotent. */
    @AnyThread
    void stop() {
        Promise<Void> closed = eventLoop.newPromise();
        try {
            eventLoop.execute(() -> stop(closed));
        } catch (RejectedExecutionException ended) {
            // The acceptor's thread has ended and closed its sockets.
            return;
        }
        closed.awaitUninterruptibly();
    }

    @IoThread
    private void stop(Promise<Void> closed) {
        stopped = true;
        endProbe();
        ChannelFuture underWay = opening;
        if (underWay == null) {
            channel.close().addListener(done -> inNextPass(() -> closed.setSuccess(null)));
        } else {
            underWay.addListener(opened ->
                    underWay.channel().close().addListener(done -> inNextPass(() -> closed.setSuccess(null))));
        }
    }

    /** On NIO a closed socket goes on listening until the selector's next round; that round comes before the task. */
    private void inNextPass(Runnable task) {
        ((SingleThreadEventLoop) eventLoop).executeAfterEventLoopIteration(() -> {
            try {
                eventLoop.execute(task);
            } catch (RejectedExecutionException ending) {
                // There is no next pass, and no selector any more.
                task.run();
            }
        });
    }

    @IoThread
    private void look() {
        if (stopped || opening != null) {
            return;
        }
        if (!channel.isOpen()) {
            openAgain();
            return;
        }
        boolean active = gate.wasActive();
        if (probe != null && !gate.isExpecting()) {
            probesComeThrough = true;
            endProbe();
        }
        if (active) {
            looksInVain = 0;
        } else if (probe == null) {
            beginProbe();
        } else if (hasReachedTheKernel(probe) && ++looksInVain >= PATIENCE) {
            LOG.warn("nothing is accepted on {} while connections wait: opening it again", address);
            reopen();
        }
    }

    private void beginProbe() {
        if (!(address instanceof InetSocketAddress target)) {
            return;
        }
        try {
            probe = AcceptProbe.begin(target, gate::expect);
        } catch (IOException noSocket) {
            // Most likely there is no file descriptor; then accepting fails too, and logs that.
            gate.forget();
            LOG.debug("cannot check whether {} is accepting", address, noSocket);
        }
    }

    private boolean hasReachedTheKernel(AcceptProbe waiting) {
        try {
            // With a full backlog the kernel does not complete it either.
            return waiting.isConnected() || probesComeThrough;
        } catch (IOException failed) {
            LOG.debug("the probe of {} was not connected", address, failed);
            endProbe();
            return false;
        }
    }

    private void endProbe() {
        AcceptProbe ended = probe;
        probe = null;
        looksInVain = 0;
        gate.forget();
        if (ended != null) {
            try {
                ended.close();
            } catch (IOException failed) {
                LOG.debug("a probe of {} was not closed", address, failed);
            }
        }
    }

    private void reopen() {
        endProbe();
        probesComeThrough = false;
        // On NIO a socket frees its port in the selector's next round.
        channel.close()
                .addListener(
                        closed -> eventLoop.schedule(this::openAgain, PORT_FREE_AFTER.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void openAgain() {
        // A loop that is ending closes its channels and cannot open another.
        if (stopped || opening != null || channel.isOpen() || eventLoop.isShuttingDown()) {
            return;
        }
        ChannelFuture bound = bootstrap.bind(address);
        opening = bound;
        bound.addListener(done -> {
            opening = null;
            if (done.isSuccess()) {
                channel = bound.channel();
                LOG.info("listening on {} again", address);
            } else {
                LOG.warn("cannot listen on {} again, still trying: {}", address, String.valueOf(done.cause()));
            }
        });
    }
}

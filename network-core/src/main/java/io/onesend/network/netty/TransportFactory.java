package io.onesend.network.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.onesend.network.NetworkException;
import io.onesend.network.Transport;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Netty objects of one transport: the handlers of its event loops, and its sockets to listen and to connect with.
 *
 * @param serverChannels sockets to listen with, on IPv6 and IPv4
 * @param ipv4ServerChannels sockets to listen with on IPv4 alone. Netty cannot make one for kqueue: that accepts IPv6 too, and
 *     {@link AcceptGate} closes what comes over it
 * @param obstacle why the transport cannot be used here, or null
 */
record TransportFactory(
        Transport kind,
        Supplier<IoHandlerFactory> handlers,
        Supplier<? extends ServerSocketChannel> serverChannels,
        Supplier<? extends ServerSocketChannel> ipv4ServerChannels,
        Supplier<? extends SocketChannel> channels,
        Supplier<@Nullable Throwable> obstacle) {

    /**
     * In the order in which {@link Transport#AUTO} tries them. Measured side by side with the fan-out of 64-byte messages, CPU a
     * delivery: io_uring needs less than epoll in one room of 1,000, by half, in 25 rooms of 40 and 250 of 4 by a sixth to a
     * quarter, and at a fixed rate by a tenth. In the memory of an idle session the two differ by less than their runs.
     * Where io_uring stalls or is forbidden, as on some kernels and in most containers, the proof finds out.
     */
    private static final List<TransportFactory> ALL = List.of(
            new TransportFactory(
                    Transport.IO_URING,
                    () -> TransportHandler.newFactory(IoUringIoHandler.newFactory(), UringChannel::register),
                    IoUringServerSocketChannel::new,
                    UringIpv4Channels::open,
                    IoUringSocketChannel::new,
                    TransportFactory::ioUringObstacle),
            new TransportFactory(
                    Transport.EPOLL,
                    () -> TransportHandler.newFactory(EpollIoHandler.newFactory(), EpollRegistration::register),
                    EpollServerSocketChannel::new,
                    () -> new EpollServerSocketChannel(SocketProtocolFamily.INET),
                    EpollSocketChannel::new,
                    Epoll::unavailabilityCause),
            new TransportFactory(
                    Transport.KQUEUE,
                    KQueueIoHandler::newFactory,
                    KQueueServerSocketChannel::new,
                    KQueueServerSocketChannel::new,
                    KQueueSocketChannel::new,
                    KQueue::unavailabilityCause),
            new TransportFactory(
                    Transport.NIO,
                    NioIoHandler::newFactory,
                    NioServerSocketChannel::new,
                    () -> new NioServerSocketChannel(SelectorProvider.provider(), SocketProtocolFamily.INET),
                    NioSocketChannel::new,
                    () -> null));

    private static @Nullable Throwable ioUringObstacle() {
        Throwable unavailable = UringAccepts.load();
        return unavailable == null ? NettyVersions.here().ioUringObstacle() : unavailable;
    }

    ServerSocketChannel newServerChannel(boolean ipv4) {
        return (ipv4 ? ipv4ServerChannels : serverChannels).get();
    }

    static boolean isAvailable(Transport kind) {
        return ALL.stream().anyMatch(transport -> transport.kind == kind && transport.obstacle.get() == null);
    }

    /**
     * The transport asked for, or the first that proves to work.
     *
     * @throws NetworkException if the one asked for is not available
     */
    static TransportFactory choose(Transport wanted) {
        return wanted == Transport.AUTO ? TransportProof.firstThatWorks(ALL) : named(wanted);
    }

    /** Why the transport does not work here, as a trial finds out; empty if it works. */
    static Optional<String> obstacleInTrial(Transport kind) {
        return TransportProof.obstacle(of(kind));
    }

    private static TransportFactory of(Transport kind) {
        return ALL.stream()
                .filter(candidate -> candidate.kind == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a transport: " + kind));
    }

    /** Taken at its word: whoever names a transport gets it or an error. */
    static TransportFactory named(Transport wanted) {
        TransportFactory transport = of(wanted);
        Throwable obstacle = transport.obstacle.get();
        if (obstacle != null) {
            throw new NetworkException(
                    "transport " + wanted.configName() + " does not work here: " + obstacle.getMessage(), obstacle);
        }
        return transport;
    }
}

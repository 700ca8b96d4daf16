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
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.onesend.network.NetworkException;
import io.onesend.network.Transport;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each transport is made of in Netty. */
record NettyTransport(
        Transport kind,
        Supplier<IoHandlerFactory> handlers,
        Supplier<? extends ServerSocketChannel> serverChannels,
        Supplier<? extends SocketChannel> channels,
        Supplier<@Nullable Throwable> obstacle) {

    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);

    /** In the order of preference. */
    private static final List<NettyTransport> ALL = List.of(
            new NettyTransport(
                    Transport.EPOLL,
                    EpollIoHandler::newFactory,
                    EpollServerSocketChannel::new,
                    EpollSocketChannel::new,
                    Epoll::unavailabilityCause),
            new NettyTransport(
                    Transport.IO_URING,
                    IoUringIoHandler::newFactory,
                    IoUringServerSocketChannel::new,
                    IoUringSocketChannel::new,
                    IoUring::unavailabilityCause),
            new NettyTransport(
                    Transport.KQUEUE,
                    KQueueIoHandler::newFactory,
                    KQueueServerSocketChannel::new,
                    KQueueSocketChannel::new,
                    KQueue::unavailabilityCause),
            new NettyTransport(
                    Transport.NIO,
                    NioIoHandler::newFactory,
                    NioServerSocketChannel::new,
                    NioSocketChannel::new,
                    () -> null));

    static boolean isAvailable(Transport kind) {
        return ALL.stream().anyMatch(transport -> transport.kind == kind && transport.obstacle.get() == null);
    }

    /**
     * The transport asked for, or the first that is available.
     *
     * @throws NetworkException if the one asked for is not
     */
    static NettyTransport choose(Transport wanted) {
        for (NettyTransport transport : ALL) {
            if (wanted != Transport.AUTO && wanted != transport.kind) {
                continue;
            }
            Throwable obstacle = transport.obstacle.get();
            if (obstacle == null) {
                return transport;
            }
            if (wanted != Transport.AUTO) {
                throw new NetworkException(
                        "transport " + wanted.configName() + " does not work here: " + obstacle.getMessage(), obstacle);
            }
            LOG.debug("transport {} is not available: {}", transport.kind.configName(), obstacle.toString());
        }
        throw new IllegalStateException("NIO is always available");
    }
}

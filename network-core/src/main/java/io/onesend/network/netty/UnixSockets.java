package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.onesend.network.Transport;
import io.onesend.network.logic.AnyThread;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;

/** Makes the Unix domain sockets of each transport, and converts their addresses: Netty's native transports have their own type. */
@AnyThread
final class UnixSockets {

    /** The address of a socket without a name, such as a client's. */
    static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    private UnixSockets() {}

    /**
     * Makes a socket to listen with.
     *
     * @throws UnsupportedOperationException if the system has no such sockets
     */
    static ServerChannel newServerChannel(Transport transport) {
        return switch (transport) {
            case IO_URING -> new IoUringServerDomainSocketChannel();
            case EPOLL -> new EpollServerDomainSocketChannel();
            case KQUEUE -> new KQueueServerDomainSocketChannel();
            case NIO -> new NioServerDomainSocketChannel();
            case AUTO -> throw notATransport(transport);
        };
    }

    /**
     * Makes a socket to connect with.
     *
     * @throws UnsupportedOperationException if the system has no such sockets
     */
    static Channel newChannel(Transport transport) {
        return switch (transport) {
            case IO_URING -> new IoUringDomainSocketChannel();
            case EPOLL -> new EpollDomainSocketChannel();
            case KQUEUE -> new KQueueDomainSocketChannel();
            case NIO -> new NioDomainSocketChannel();
            case AUTO -> throw notATransport(transport);
        };
    }

    private static IllegalArgumentException notATransport(Transport transport) {
        return new IllegalArgumentException("not a transport that sockets have: " + transport);
    }

    /** The address as the transport's channels need it. */
    static SocketAddress toNetty(UnixDomainSocketAddress address, Transport transport) {
        return transport == Transport.NIO
                ? address
                : new DomainSocketAddress(address.getPath().toString());
    }

    /** Java's form of a channel's address; any other kind of address is returned as it is. */
    static SocketAddress toJava(SocketAddress address) {
        if (!(address instanceof DomainSocketAddress unix)) {
            return address;
        }
        if (unix.path().isEmpty()) {
            return UNNAMED;
        }
        try {
            return UnixDomainSocketAddress.of(unix.path());
        } catch (InvalidPathException notOfAFile) {
            // A peer may bind its socket to bytes that are no text.
            return UNNAMED;
        }
    }

    /** A peer as the log names it: the clients of a Unix domain socket have no address of their own. */
    static Object nameOf(SocketAddress peer, SocketAddress own) {
        return peer.equals(UNNAMED) ? "a client of " + own : peer;
    }
}

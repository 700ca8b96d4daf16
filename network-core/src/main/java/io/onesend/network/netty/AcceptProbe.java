package io.onesend.network.netty;

import io.onesend.network.logic.IoThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A connection of the server to itself that tests accepting; never blocks, carries no bytes. */
@IoThread
final class AcceptProbe implements Closeable {

    private final SocketChannel socket;

    private AcceptProbe(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Begins to connect.
     *
     * @param announce gets the probe's own address before a connection from it can be accepted
     * @throws IOException if there is no socket, or nobody listens
     */
    static AcceptProbe begin(InetSocketAddress listening, Consumer<InetSocketAddress> announce) throws IOException {
        InetAddress target = reachable(listening.getAddress());
        SocketChannel socket = SocketChannel.open();
        try {
            socket.configureBlocking(false);
            // Ends with a reset, so that no local port stays in use waiting for a probe's late packets.
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.bind(new InetSocketAddress(target, 0));
            announce.accept((InetSocketAddress) socket.getLocalAddress());
            socket.connect(new InetSocketAddress(target, listening.getPort()));
            return new AcceptProbe(socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** The local address that reaches a socket listening everywhere, or on one address of this machine. */
    private static InetAddress reachable(InetAddress listening) throws IOException {
        if (!listening.isAnyLocalAddress()) {
            return listening;
        }
        byte[] loopback = listening.getAddress();
        if (loopback.length == 4) {
            loopback[0] = 127;
        }
        loopback[loopback.length - 1] = 1;
        return InetAddress.getByAddress(loopback);
    }

    /**
     * Whether the kernel has completed the connection; it does that before the connection is accepted.
     *
     * @throws IOException if it cannot be completed
     */
    boolean isConnected() throws IOException {
        return socket.isConnected() || socket.finishConnect();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

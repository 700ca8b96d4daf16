package io.onesend.network.netty;

import io.onesend.network.logic.IoThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A connection of the server to itself that only wants to be accepted; never blocks, carries no bytes. */
@IoThread
final class AcceptProbe implements Closeable {

    private final SocketChannel socket;

    private AcceptProbe(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Begins to connect.
     *
     * @param announce told the probe's own address before anything can be accepted from it
     * @throws IOException no socket to be had, or nobody listens
     */
    static AcceptProbe begin(InetSocketAddress listening, Consumer<InetSocketAddress> announce) throws IOException {
        InetAddress target = reachable(listening.getAddress());
        SocketChannel socket = SocketChannel.open();
        try {
            socket.configureBlocking(false);
            // Ends with a reset: no port of this machine is left waiting for late packets of a probe.
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

    /** Where a socket that listens everywhere, or on one address of this machine, is reached from this machine. */
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
     * Whether the kernel has completed the connection, which it does before anybody accepts.
     *
     * @throws IOException it cannot be completed
     */
    boolean isConnected() throws IOException {
        return socket.isConnected() || socket.finishConnect();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.onesend.network.netty;

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** The other end of a session over a Unix domain socket, on a plain blocking socket. */
final class UnixPeer implements Closeable {

    private final SocketChannel socket;

    UnixPeer(UnixDomainSocketAddress address) throws IOException {
        socket = SocketChannel.open(address);
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            socket.write(all);
        }
    }

    /** Fewer bytes if the stream ends before. */
    byte[] receive(int bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(bytes);
        while (all.hasRemaining() && socket.read(all) >= 0) {
            continue;
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

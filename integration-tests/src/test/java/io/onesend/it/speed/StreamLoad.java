package io.onesend.it.speed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The peers of a streaming server: one that reads a stream to its end, and an origin that sends one to whoever connects. */
final class StreamLoad implements AutoCloseable {

    private final ServerSocketChannel origin = ServerSocketChannel.open();
    private final ByteBuffer received = ByteBuffer.allocateDirect(256 * 1024);

    StreamLoad() throws IOException {
        origin.bind(new InetSocketAddress("127.0.0.1", 0));
        Thread sender = new Thread(this::serve, "origin");
        sender.setDaemon(true);
        sender.start();
    }

    int originPort() throws IOException {
        return ((InetSocketAddress) origin.getLocalAddress()).getPort();
    }

    private void serve() {
        ByteBuffer chunk = ByteBuffer.allocateDirect(StreamServer.CHUNK);
        while (true) {
            try (SocketChannel to = origin.accept()) {
                // The first byte has gone all the way through.
                to.read(ByteBuffer.allocate(1));
                for (long left = StreamServer.BYTES; left > 0; left -= StreamServer.CHUNK) {
                    chunk.clear();
                    while (chunk.hasRemaining()) {
                        to.write(chunk);
                    }
                }
            } catch (AsynchronousCloseException ended) {
                return;
            } catch (IOException lost) {
                // The one that reads sees that, and says so.
                System.err.println("the origin has lost its connection: " + lost);
            }
        }
    }

    /** Asks for a stream and reads all of it. */
    void receive(int port) throws IOException {
        long bytes = 0;
        try (SocketChannel from = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
            from.setOption(StandardSocketOptions.TCP_NODELAY, true);
            from.write(ByteBuffer.wrap(new byte[1]));
            int read;
            while ((read = from.read(received.clear())) >= 0) {
                bytes += read;
            }
        }
        if (bytes != StreamServer.BYTES) {
            throw new IOException("got " + bytes + " of " + StreamServer.BYTES + " bytes");
        }
    }

    @Override
    public void close() throws IOException {
        origin.close();
    }
}

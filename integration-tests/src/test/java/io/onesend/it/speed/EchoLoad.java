package io.onesend.it.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections with a fixed number of frames always in flight; each frame that comes back is sent again unchanged. One thread. */
final class EchoLoad {

    static final int FRAME_BYTES = 64;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private long bytes;

    private EchoLoad() throws IOException {}

    /** Frames a second through a server, after a while of warming up that is not counted. */
    static double framesPerSecond(int port, int connections, int inFlight, double warmUpSeconds, double seconds)
            throws IOException {
        EchoLoad load = new EchoLoad();
        List<SocketChannel> channels = new ArrayList<>();
        try {
            ByteBuffer frames = frames(inFlight);
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channels.add(channel);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                channel.register(load.selector, SelectionKey.OP_READ);
                load.writeAll(channel, frames.rewind());
            }
            load.runFor(warmUpSeconds);
            long start = System.nanoTime();
            load.bytes = 0;
            load.runFor(seconds);
            return load.bytes / (double) FRAME_BYTES / ((System.nanoTime() - start) / 1e9);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            load.selector.close();
        }
    }

    private static ByteBuffer frames(int count) {
        ByteBuffer frames = ByteBuffer.allocateDirect(count * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            frames.putShort(i * FRAME_BYTES, (short) FRAME_BYTES).putShort(i * FRAME_BYTES + 2, (short) 1);
        }
        return frames;
    }

    private void runFor(double seconds) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1e9) {
            selector.select(this::sendBack, 100);
        }
    }

    private void sendBack(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            int read = channel.read(buffer.clear());
            if (read < 0) {
                throw new IOException("the server has closed a connection");
            }
            bytes += read;
            writeAll(channel, buffer.flip());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The socket buffers have space for many times the frames in flight. */
    private void writeAll(SocketChannel channel, ByteBuffer frames) throws IOException {
        channel.write(frames);
        if (frames.hasRemaining()) {
            throw new IOException("the socket's buffer is full");
        }
    }
}

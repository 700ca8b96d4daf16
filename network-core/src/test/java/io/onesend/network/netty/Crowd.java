package io.onesend.network.netty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs many clients in rooms, on one thread. Readers send frames to their whole room as fast as its slowest reader receives: a
 * limited number of a room's bytes is under way. Clients that never read send frames to themselves without waiting; when the
 * server closes one of them, another takes its place.
 */
final class Crowd implements AutoCloseable, Runnable {

    static final int JOIN = 1;
    static final int TO_ROOM = 2;
    static final int TO_SELF = 3;

    /** Too small for pooled memory on the server. */
    static final int ROOM_FRAME = 512;

    /** From this size on a packet is in memory off the heap, where the limit is measured. */
    static final int SELF_FRAME = 4096;

    /** The most that waits for a reader, because all of a room's bytes are received before more are sent. */
    static final int ROOM_UNDER_WAY = 7 * ROOM_FRAME;

    private static final int SMALL_RECEIVE_BUFFER = 4096;

    /** Bytes that a client that never reads sends at a time. */
    private static final int BURST = 16 * SELF_FRAME;

    private final int port;
    private final Selector selector = Selector.open();
    private final List<Room> rooms = new ArrayList<>();
    private final List<Client> deaf = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1024);
    private final Thread thread = new Thread(this, "crowd");
    private volatile boolean stopped;
    volatile @Nullable Throwable failure;

    /** Puts the clients into rooms numbered from {@code firstRoom} on and joins them on the server. */
    Crowd(int port, int firstRoom, int roomCount, int readers, int deafClients) throws IOException {
        this.port = port;
        for (int i = 0; i < roomCount; i++) {
            Room room = new Room(firstRoom + i);
            rooms.add(room);
            for (int j = 0; j < readers; j++) {
                room.readers.add(new Client(room, true));
            }
            for (int j = 0; j < deafClients; j++) {
                deaf.add(new Client(room, false));
            }
        }
    }

    void start() {
        thread.start();
    }

    /** The bytes that each reader has received. */
    long[] received() {
        return rooms.stream()
                .flatMap(room -> room.readers.stream())
                .mapToLong(client -> client.received.get())
                .toArray();
    }

    /** The smallest number of times that a client that never reads was closed. */
    int closedAtLeast() {
        return deaf.stream().mapToInt(client -> client.closed.get()).min().orElse(0);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                for (Room room : rooms) {
                    room.send();
                }
                selector.select(key -> ((Client) key.attachment()).ready(), 10);
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        selector.wakeup();
        awaitEnd();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }

    private void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("a crowd has not gone", interrupted);
        }
    }

    private static ByteBuffer frames(int kind, int room, int bytes, int count) {
        ByteBuffer frames = ByteBuffer.allocateDirect(bytes * count);
        byte[] body = new byte[bytes - 5];
        body[0] = (byte) room;
        for (int i = 0; i < count; i++) {
            frames.put(Frames.frame(kind, body));
        }
        return frames.flip();
    }

    /** The clients that are sent the same frames. */
    private final class Room {
        final int number;
        final List<Client> readers = new ArrayList<>();
        private final ByteBuffer frame;
        private long sent;
        private int next;

        Room(int number) {
            this.number = number;
            this.frame = frames(TO_ROOM, number, ROOM_FRAME, 1);
        }

        void send() throws IOException {
            if (readers.isEmpty()) {
                return;
            }
            long slowest = readers.stream()
                    .mapToLong(client -> client.received.get())
                    .min()
                    .orElseThrow();
            for (; sent + ROOM_FRAME - slowest <= ROOM_UNDER_WAY; sent += ROOM_FRAME) {
                Client sender = readers.get(next++ % readers.size());
                sender.channel.write(frame.clear());
                if (frame.hasRemaining()) {
                    throw new IOException("no room in a socket for what may be under way");
                }
            }
        }
    }

    /** One client of the crowd. */
    private final class Client {
        final Room room;
        final boolean reads;
        final ByteBuffer burst;
        SocketChannel channel;
        final AtomicLong received = new AtomicLong();
        final AtomicInteger closed = new AtomicInteger();

        Client(Room room, boolean reads) throws IOException {
            this.room = room;
            this.reads = reads;
            this.burst = reads ? ByteBuffer.allocate(0) : frames(TO_SELF, room.number, SELF_FRAME, BURST / SELF_FRAME);
            this.channel = connect();
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connected = SocketChannel.open();
            if (!reads) {
                connected.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_RECEIVE_BUFFER);
            }
            connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            connected.write(ByteBuffer.wrap(Frames.frame(JOIN, (byte) room.number, (byte) (reads ? 1 : 0))));
            connected.configureBlocking(false);
            connected.register(selector, reads ? SelectionKey.OP_READ : SelectionKey.OP_WRITE, this);
            return connected;
        }

        void ready() {
            try {
                if (reads) {
                    read();
                } else {
                    flood();
                }
            } catch (IOException unexpected) {
                failure = unexpected;
                stopped = true;
            }
        }

        private void read() throws IOException {
            int bytes = channel.read(scratch.clear());
            if (bytes < 0) {
                throw new IOException("a client that reads was closed");
            }
            received.addAndGet(bytes);
        }

        private void flood() throws IOException {
            try {
                channel.write(burst);
                if (!burst.hasRemaining()) {
                    burst.rewind();
                }
            } catch (IOException closedByServer) {
                channel.close();
                burst.rewind();
                closed.incrementAndGet();
                channel = connect();
            }
        }
    }
}

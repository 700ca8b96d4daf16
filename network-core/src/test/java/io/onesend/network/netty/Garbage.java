package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Measures how many bytes the I/O and logic threads allocate for a delivered message and for a received packet, and prints one
 * line for each. It runs in its own JVM without leak detection, which allocates for every buffer; the test class that starts it
 * runs with leak detection. The steady state is that of compiled code, which does not allocate short-lived objects at all:
 * compilation is in the foreground ({@code -Xbatch}), and the warm-up is long enough to reach it on any machine.
 */
final class Garbage {

    private static final int ROOMS = 25;
    private static final int USERS = 40;
    private static final int SESSIONS = ROOMS * USERS;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 20;
    private static final String TEXT = "sixty-four bytes of text, as a chat message may well have: hello";

    private record Line(String text) {}

    private static final PacketCodec<Line> CODEC = PacketCodec.of(
            body -> new Line(String.valueOf(body.fixedText(257))), (line, body) -> body.fixedText(line.text(), 257));

    private static final PacketRegistry<Object, Line> REGISTRY = PacketRegistry.<Object, Line>builder(id -> id)
            .receives(26, CODEC)
            .sends(28, Line.class, CODEC)
            .build();

    private final List<Session> sessions = new ArrayList<>();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final LogicLoop logic;
    private final NetworkServer server;
    private final List<SocketChannel> clients = new ArrayList<>();

    private Garbage(NetworkConfig config) {
        logic = LogicLoop.start("garbage-logic");
        server = NetworkServer.start(config, logic, REGISTRY, new Listener());
    }

    private final class Listener implements SessionListener<Object> {
        @Override
        public void onConnect(Session session) {
            sessions.add(session);
            connected.incrementAndGet();
        }

        @Override
        public void onReceive(Session session, Object packet) {
            received.lazySet(received.getPlain() + 1);
        }
    }

    /** Argument: the transport. */
    public static void main(String[] args) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failed) -> {
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        NetworkConfig config = NetworkConfig.builder()
                .host("127.0.0.1")
                .port(0)
                .transport(Transport.valueOf(args[0]))
                .ioThreads(1)
                .build();
        Garbage garbage = new Garbage(config);
        garbage.connect();
        garbage.readInBackground();
        System.out.printf(Locale.ROOT, "delivered %.2f%n", garbage.fanOut(1));
        System.out.printf(Locale.ROOT, "delivered-together %.2f%n", garbage.fanOut(8));
        System.out.printf(Locale.ROOT, "received %.2f%n", garbage.inbound());
        garbage.server.close();
        garbage.logic.close();
        Runtime.getRuntime().halt(0);
    }

    private void connect() throws IOException {
        for (int i = 0; i < SESSIONS; i++) {
            clients.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port())));
        }
        await(() -> connected.get() == SESSIONS);
    }

    private void readInBackground() throws IOException {
        Selector selector = Selector.open();
        for (SocketChannel client : clients) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
        }
        ByteBuffer into = ByteBuffer.allocateDirect(64 * 1024);
        Thread reader = new Thread(() -> readAll(selector, into), "garbage-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static void readAll(Selector selector, ByteBuffer into) {
        try {
            while (true) {
                selector.select(key -> read((SocketChannel) key.channel(), into.clear()));
            }
        } catch (IOException | UncheckedIOException ended) {
            // The server has closed, so the measurement is over.
        }
    }

    private static void read(SocketChannel client, ByteBuffer into) {
        try {
            if (client.read(into) < 0) {
                client.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends this number of messages together to every user of every room; a round is written before the next begins. */
    private double fanOut(int together) {
        AtomicLong offered = new AtomicLong(server.statistics().packetsOut());
        Runnable round = () -> {
            for (int room = 0; room < ROOMS; room++) {
                for (int i = 0; i < together; i++) {
                    notifyRoom(room);
                }
            }
        };
        return perOperation((long) SESSIONS * together, () -> {
            long until = offered.addAndGet((long) SESSIONS * together);
            logic.execute(round);
            await(() -> server.statistics().packetsOut() == until);
        });
    }

    private void notifyRoom(int room) {
        try (EncodedPacket line = REGISTRY.encode(new Line(TEXT))) {
            for (int user = 0; user < USERS; user++) {
                sessions.get(room * USERS + user).send(line);
            }
        }
    }

    /** Every user sends one message per round, so that each message is its own read, frame and turn. */
    private double inbound() {
        ByteBuffer frame;
        try (EncodedPacket line = REGISTRY.encode(new Line(TEXT))) {
            frame = ByteBuffer.allocateDirect(line.length()).put(line.toBytes());
            frame.put(2, (byte) 26);
        }
        AtomicLong sent = new AtomicLong();
        return perOperation(SESSIONS, () -> {
            for (SocketChannel client : clients) {
                try {
                    client.write(frame.rewind());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            long until = sent.addAndGet(SESSIONS);
            await(() -> received.get() == until);
        });
    }

    private static double perOperation(long operations, Runnable round) {
        for (int i = 0; i < WARM_UP; i++) {
            round.run();
        }
        long before = allocated();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (allocated() - before) / (double) (operations * ROUNDS);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            String name = info == null ? "" : info.getThreadName();
            if (name.startsWith("net-io-") || name.equals("garbage-logic")) {
                bytes += threads.getThreadAllocatedBytes(id);
            }
        }
        return bytes;
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > 20_000_000_000L) {
                throw new IllegalStateException("waited for 20 seconds");
            }
            LockSupport.parkNanos(50_000);
        }
    }
}

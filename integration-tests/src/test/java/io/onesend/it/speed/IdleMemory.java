package io.onesend.it.speed;

import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What an idle session costs in memory of the process: resident size with 10,000 sessions less the size before, for each.
 * Every session has sent one frame and received one before it idles. Linux only; needs 10,100 file descriptors a process.
 *
 * <p>No collection is forced before counting: it would shrink the heap far below any server's, and the growth after it, a young
 * generation included, would be counted as the sessions'.
 */
final class IdleMemory {

    private static final int SESSIONS = 10_000;

    /** One after the other, and the median counts: one and the same build differs by a KiB a session and more. */
    private static final int SERVERS = 5;

    /** Below the limit of sessions from one address. */
    private static final int SESSIONS_OF_ADDRESS = 1000;

    private static final double MOST_KIB = 6;

    /**
     * As {@code bin/onesend} has it. By itself the JVM gives young objects a hundred MiB on a machine like ours, and takes each page of them
     * from the system when the first object lies on it: garbage of the connections would be counted as what sessions keep.
     */
    private static final String YOUNG = "-Xmn16m";

    private final ServerJvm server;

    private IdleMemory(Transport transport) throws IOException {
        server = ServerJvm.start(List.of(), List.of(YOUNG), IdleServer.class, transport.name());
    }

    /** Argument: transports, with commas between them. The exit status is 1 if a session of any costs more than 6 KiB. */
    public static void main(String[] args) throws IOException {
        boolean within = true;
        for (String name : args[0].split(",")) {
            Transport transport = Transport.valueOf(name.toUpperCase(Locale.ROOT));
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                all.add(new IdleMemory(transport).measure());
            }
            double kib = all.stream().sorted().toList().get(SERVERS / 2);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %.2f KiB for each idle session, from %.2f to %.2f%n",
                    transport.configName(),
                    kib,
                    Collections.min(all),
                    Collections.max(all));
            within &= kib <= MOST_KIB;
        }
        if (!within) {
            System.out.println("more than " + MOST_KIB + " KiB");
            System.exit(1);
        }
    }

    private double measure() throws IOException {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            // Classes, threads and the first arenas exist before counting begins.
            connect(channels, 100, 200);
            closeAll(channels);
            awaitSessions(0);
            long before = residentKib();
            connect(channels, SESSIONS, 1);
            awaitSessions(SESSIONS);
            return (residentKib() - before) / (double) SESSIONS;
        } finally {
            closeAll(channels);
            server.close();
        }
    }

    private void connect(List<SocketChannel> channels, int count, int times) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(new byte[] {7, 0, 1, 0, 0, 1, 2});
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i / SESSIONS_OF_ADDRESS)}), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", server.port()));
            for (int time = 0; time < times; time++) {
                channel.write(frame.rewind());
                frame.clear();
                while (frame.hasRemaining()) {
                    if (channel.read(frame) < 0) {
                        throw new IOException("the server has closed a connection");
                    }
                }
            }
        }
    }

    private static void closeAll(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        channels.clear();
    }

    private void awaitSessions(int count) throws IOException {
        long start = System.nanoTime();
        while (sessions() != count) {
            if (System.nanoTime() - start > 20_000_000_000L) {
                throw new IOException("waited for " + count + " sessions");
            }
        }
    }

    private int sessions() throws IOException {
        return Integer.parseInt(server.ask());
    }

    private long residentKib() throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS in /proc/" + server.process().pid() + "/status");
    }
}

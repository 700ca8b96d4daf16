package io.onesend.it.speed.start;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Unpacked;
import io.onesend.it.harness.Wire;
import io.onesend.it.harness.WorkFolder;
import io.onesend.it.speed.Medians;
import io.onesend.it.speed.turns.RunOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts {@code bin/onesend} of the package again and again, with the Redis that it brings, and times it: until a connection
 * is taken, and until the first login by password has been answered. The class archive has been
 * made before, as the package's page says.
 */
final class StartTimes {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 1_000_000;
    private static final int HEADER_BYTES = 5;

    /** From the start of the script, in seconds. */
    private record Start(double connected, double loggedIn) {}

    private final Unpacked onesend;

    private StartTimes(Unpacked onesend) {
        this.onesend = onesend;
    }

    /** Setting: {@code start.times}. The first start, which makes the folder of the data, is not counted. */
    public static void main(String[] args) throws IOException {
        int times = new RunOptions(System.getProperties(), "start.").number("times", 12, 1_000);
        StartTimes measured = new StartTimes(Unpacked.in(WorkFolder.create("start")));
        measured.onesend.run(Jar.javaHome(), "train").expect(0);
        measured.start(0);
        List<Start> starts = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            starts.add(measured.start(time));
        }
        System.out.println(times + " starts of bin/onesend with its class archive, Java "
                + Runtime.version().feature());
        tell("a connection is taken", starts.stream().map(Start::connected).toList());
        tell("the first login is answered", starts.stream().map(Start::loggedIn).toList());
    }

    private static void tell(String what, List<Double> seconds) {
        System.out.printf(
                Locale.ROOT,
                "until %s: %.2f s, from %.2f to %.2f%n",
                what,
                Medians.of(seconds.stream().mapToDouble(second -> second)),
                Collections.min(seconds),
                Collections.max(seconds));
    }

    private Start start(int number) throws IOException {
        int port = freePort();
        long begin = System.nanoTime();
        try (Jar.Child server =
                        onesend.start(Jar.javaHome(), List.of(), "--set=network.port=" + port, "--set=admin.port=0");
                SocketChannel channel = connect(new InetSocketAddress("127.0.0.1", port), server)) {
            double connected = secondsSince(begin);
            channel.write(ByteBuffer.wrap(Wire.login("user" + number, "password")));
            ByteBuffer answer = ByteBuffer.allocate(HEADER_BYTES + Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    throw new IOException("the server has closed the connection");
                }
            }
            double loggedIn = secondsSince(begin);
            if (answer.getShort(Short.BYTES) != Wire.LOGIN_RESPONSE || answer.getShort(HEADER_BYTES) != 0) {
                throw new IOException("the login was refused with " + answer.getShort(HEADER_BYTES));
            }
            channel.shutdownOutput();
            server.terminate();
            server.awaitEnd(DEADLINE).expect(0);
            return new Start(connected, loggedIn);
        }
    }

    static SocketChannel connect(InetSocketAddress address, Jar.Child server) throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < DEADLINE.toNanos()
                && server.process().isAlive()) {
            try {
                return SocketChannel.open(address);
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
        throw new IOException("the server does not listen: " + server.err.text());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}

package io.onesend.it.speed.listing;

import io.onesend.it.harness.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Times round trips of a PING, a thousand a second at the most. The logic thread answers it, so that none of them is shorter than
 * a task's wait for that thread; what the I/O thread and the system add is in it too.
 */
final class PingProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int PONG_BYTES = Wire.ping(0).length;

    private final SocketChannel channel;
    private final ByteBuffer pong = ByteBuffer.allocate(PONG_BYTES);

    PingProbe(InetSocketAddress server) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Round trips in the order of their length. */
    record Trips(long[] nanos) {

        double atMostMillis(double share) {
            return nanos[(int) Math.ceil(share * nanos.length) - 1] / 1e6;
        }

        double longestMillis() {
            return atMostMillis(1);
        }
    }

    /** Measures for this long. */
    Trips measure(Duration duration) throws IOException {
        long[] trips = new long[(int) (duration.toNanos() / PAUSE.toNanos()) + 1];
        int count = 0;
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end && count < trips.length) {
            trips[count] = trip(count);
            count++;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        long[] sorted = Arrays.copyOf(trips, count);
        Arrays.sort(sorted);
        return new Trips(sorted);
    }

    private long trip(int number) throws IOException {
        ByteBuffer ping = ByteBuffer.wrap(Wire.ping(number & Short.MAX_VALUE));
        pong.clear();
        long begin = System.nanoTime();
        channel.write(ping);
        while (pong.hasRemaining()) {
            if (channel.read(pong) < 0) {
                throw new EOFException("the server has closed the probe's session");
            }
        }
        return System.nanoTime() - begin;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

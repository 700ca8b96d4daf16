package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.NetworkConfig;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Echoes very many small frames that arrive cut anywhere. The frames are generated from a seed, and once more for comparison, so
 * none are kept. Leak detection costs most of the time, so the build sends fewer; with all of a million:
 *
 * <pre>{@code
 * mvn -B test -pl network-core -Dtest=MillionFramesIT -Decho.frames=1000000
 * }</pre>
 */
class MillionFramesIT {

    private static final Logger LOG = LoggerFactory.getLogger(MillionFramesIT.class);

    private static final int FRAMES = Integer.getInteger("echo.frames", 200_000);

    private static final int SHORTEST_FRAME = 5;
    private static final int LONGEST_FRAME = 60;

    /** Frames sent and not yet echoed: a waiting frame under leak detection takes kilobytes. */
    private static final int MOST_UNDER_WAY = 512 * 1024;

    private static final long PATIENCE_SECONDS = 10;

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void echoesEveryByteHoweverItIsCut(Transport transport) throws Exception {
        long seed = new Random().nextLong();
        NetworkConfig roomy = CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(2)
                .sendMaxBytes(16 << 20)
                .sendMaxTotalBytes(16 << 20)
                .build();
        SessionListener<byte[]> echo = (session, frame) -> session.send(frame);
        long started = System.nanoTime();
        try (ServerHarness harness = new ServerHarness(roomy, echo);
                Peer peer = new Peer(harness.port())) {
            Semaphore room = new Semaphore(MOST_UNDER_WAY);
            FutureTask<Void> sending = new FutureTask<>(() -> send(peer, seed, room), null);
            Thread sender = new Thread(sending, "frames-sender");
            sender.start();
            long bytes = compare(peer, seed, room);
            sending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            peer.expectOrderlyEnd();
            sender.join();

            assertThat(harness.server.statistics().packetsIn()).isEqualTo(FRAMES);
            assertThat(harness.server.statistics().packetsOut()).isEqualTo(FRAMES);
            assertThat(harness.server.statistics().bytesOut()).isEqualTo(bytes);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        LOG.info("{} frames on {} in {} ms, seed {}", FRAMES, transport.configName(), millis, seed);
    }

    private static void send(Peer peer, long seed, Semaphore room) {
        FrameStream stream = new FrameStream(seed);
        SplittableRandom cuts = new SplittableRandom(~seed);
        try {
            while (true) {
                // A few bytes as often as many kilobytes.
                byte[] piece = stream.next(1 + cuts.nextInt(1 << cuts.nextInt(17)));
                if (piece.length == 0) {
                    break;
                }
                assertThat(room.tryAcquire(piece.length, PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as("something comes back, seed %d", seed)
                        .isTrue();
                peer.send(piece);
            }
            peer.endOutput();
        } catch (Exception failed) {
            throw new IllegalStateException("sending, seed " + seed, failed);
        }
    }

    private static long compare(Peer peer, long seed, Semaphore room) throws Exception {
        FrameStream stream = new FrameStream(seed);
        long compared = 0;
        for (byte[] expected = stream.next(8192); expected.length > 0; expected = stream.next(8192)) {
            byte[] received = peer.receive(expected.length);
            int difference = Arrays.mismatch(received, expected);
            assertThat(difference)
                    .as("the first difference after byte %d, seed %d", compared, seed)
                    .isEqualTo(-1);
            compared += received.length;
            room.release(received.length);
        }
        return compared;
    }

    /** The bytes of all frames in a row; the same for the same seed, however they are cut. */
    private static final class FrameStream {
        private final SplittableRandom random;
        private final byte[] frame = new byte[LONGEST_FRAME];
        private int length;
        private int used;
        private int framesLeft = FRAMES;

        FrameStream(long seed) {
            random = new SplittableRandom(seed);
        }

        /** This number of bytes, or those that are left. */
        byte[] next(int bytes) {
            byte[] piece = new byte[bytes];
            int filled = 0;
            while (filled < bytes && (used < length || begin())) {
                int part = Math.min(bytes - filled, length - used);
                System.arraycopy(frame, used, piece, filled, part);
                used += part;
                filled += part;
            }
            return filled == bytes ? piece : Arrays.copyOf(piece, filled);
        }

        private boolean begin() {
            if (framesLeft == 0) {
                return false;
            }
            framesLeft--;
            random.nextBytes(frame);
            length = random.nextInt(SHORTEST_FRAME, LONGEST_FRAME + 1);
            used = 0;
            frame[0] = (byte) length;
            frame[1] = 0;
            return true;
        }
    }
}

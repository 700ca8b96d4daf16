package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.EncodedPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures memory under a thousand clients that send as fast as they can; a hundred of them never read. */
class CeilingsIT {

    private static final Logger LOG = LoggerFactory.getLogger(CeilingsIT.class);

    private static final Duration DURATION = Duration.ofSeconds(8);
    private static final int ROOMS = 50;
    private static final int READERS_OF_ROOM = 18;
    private static final int DEAF_OF_ROOM = 2;
    private static final int CLIENTS = ROOMS * (READERS_OF_ROOM + DEAF_OF_ROOM);

    private static final int IO_THREADS = 2;
    private static final int MAX_FRAME = 8 * 1024;
    private static final long SESSION_LIMIT = 64 * 1024;
    private static final long SERVER_LIMIT = 16 << 20;

    /** Netty's largest buffer for one read. */
    private static final long READ = 64 * 1024;

    /** The largest batch: {@link SendBatch#ENOUGH_BYTES} and one more frame. */
    private static final long BATCH = SendBatch.ENOUGH_BYTES + MAX_FRAME;

    /**
     * The memory off the heap, from the settings:
     *
     * <ul>
     *   <li>packets queued or being written count against the server's limit;
     *   <li>a write under way has a buffer of at least 8 KiB, however little it carries: one for each session;
     *   <li>a batch is copied while its packets are still held: one for each I/O thread;
     *   <li>a session that is not read from holds its incomplete bytes, one read and one frame; only clients that never read
     *       cause this, and each may have a successor while it is being closed. A reader's share is its room's bytes under way,
     *       in buffers of at most twice a read of them: {@link Crowd#ROOM_UNDER_WAY} for each room.
     * </ul>
     *
     * The pool rounds a size up by at most a quarter.
     */
    private static final long BUFFERS = (SERVER_LIMIT
                    + CLIENTS * 8L * 1024
                    + IO_THREADS * BATCH
                    + 2L * ROOMS * DEAF_OF_ROOM * (READ + MAX_FRAME)
                    + 2L * ROOMS * Crowd.ROOM_UNDER_WAY)
            * 5
            / 4;

    /** The pool allocates memory in chunks; each arena may have begun one for each of its six bands of usage. */
    private static long taken() {
        PooledByteBufAllocator pool = PooledByteBufAllocator.DEFAULT;
        return BUFFERS + 6L * pool.metric().numDirectArenas() * pool.metric().chunkSize();
    }

    private final AtomicInteger joined = new AtomicInteger();
    private final Set<String> endsOfReaders = ConcurrentHashMap.newKeySet();
    private final Set<String> endsOfDeaf = ConcurrentHashMap.newKeySet();
    private final Peaks peaks = new Peaks();

    private static NetworkConfig limited(long sessionLimit, WhenFull whenFull) {
        return CONFIG.toBuilder()
                .transport(ServerHarness.transports().findFirst().orElseThrow())
                .ioThreads(IO_THREADS)
                .maxFrameBytes(MAX_FRAME)
                .inboundHigh(8)
                .inboundLow(2)
                .sendMaxBytes(sessionLimit)
                .sendMaxTotalBytes(SERVER_LIMIT)
                .sendWhenFull(whenFull)
                .build();
    }

    /**
     * The bytes waiting for the readers and for all clients that never read, successors included, are below the server's limit: a
     * session may be closed only at its own limit.
     */
    @Test
    void closesThoseThatNeverReadAndServesTheOthersWithinItsMemory() throws Exception {
        long readers = (long) ROOMS * READERS_OF_ROOM * Crowd.ROOM_UNDER_WAY;
        assertThat(readers + 2L * ROOMS * DEAF_OF_ROOM * SESSION_LIMIT).isLessThan(SERVER_LIMIT);
        try (ServerHarness harness = new ServerHarness(limited(SESSION_LIMIT, WhenFull.DISCONNECT), new Rooms())) {
            try (Crowd one = new Crowd(harness.port(), 0, ROOMS / 2, READERS_OF_ROOM, DEAF_OF_ROOM);
                    Crowd other = new Crowd(harness.port(), ROOMS / 2, ROOMS / 2, READERS_OF_ROOM, DEAF_OF_ROOM)) {
                await().until(() -> joined.get() == CLIENTS);
                one.start();
                other.start();
                sample(harness, DURATION.dividedBy(2), one, other);
                long[][] before = {one.received(), other.received()};
                sample(harness, DURATION.dividedBy(2), one, other);
                peaks.assertBelow(SERVER_LIMIT);
                await().until(() -> one.closedAtLeast() > 0 && other.closedAtLeast() > 0);
                await().until(() -> isMore(one.received(), before[0]) && isMore(other.received(), before[1]));

                Map<String, Long> ends = harness.server.statistics().disconnects();
                LOG.info("{}, ended: {}", peaks, ends);
                assertThat(ends).containsOnlyKeys(DisconnectReason.SEND_LIMIT.name());
                assertThat(endsOfDeaf).containsExactly(DisconnectReason.SEND_LIMIT.name());
                assertThat(endsOfReaders).isEmpty();
            }
            assertNothingIsLeft(harness);
        }
    }

    @Test
    void queuesNoMoreThanTheServersLimitWhenEverySessionHasRoomForMore() throws Exception {
        try (ServerHarness harness = new ServerHarness(limited(1 << 20, WhenFull.DROP_NEWEST), new Rooms())) {
            try (Crowd crowd = new Crowd(harness.port(), 0, ROOMS, 0, DEAF_OF_ROOM)) {
                await().until(() -> joined.get() == ROOMS * DEAF_OF_ROOM);
                crowd.start();
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    peaks.look(harness);
                    return harness.server.statistics().droppedNewest() > 1000;
                });
                sample(harness, Duration.ofSeconds(2), crowd);
                LOG.info("{}, dropped: {}", peaks, harness.server.statistics().droppedNewest());
                assertThat(peaks.queued).isGreaterThan(SERVER_LIMIT / 10 * 9);
                assertThat(harness.server.statistics().disconnects()).isEmpty();
            }
            assertNothingIsLeft(harness);
        }
        // A packet is counted until it is refused for lack of room.
        peaks.assertBelow(SERVER_LIMIT + Crowd.SELF_FRAME);
    }

    private void sample(ServerHarness harness, Duration duration, Crowd... crowds) {
        long end = System.nanoTime() + duration.toNanos();
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(1)).until(() -> {
            peaks.look(harness);
            for (Crowd crowd : crowds) {
                assertThat(crowd.failure).isNull();
            }
            return System.nanoTime() - end > 0;
        });
    }

    private static boolean isMore(long[] now, long[] before) {
        return IntStream.range(0, now.length).allMatch(i -> now[i] > before[i]);
    }

    private static void assertNothingIsLeft(ServerHarness harness) {
        await().until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics().queuedBytes()).isZero();
    }

    /** The largest values seen. */
    private static final class Peaks {
        private final long takenBefore = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        private final long inUseBefore = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        private long queued;
        private long inUse;
        private long taken;

        void look(ServerHarness harness) {
            queued = Math.max(queued, harness.server.statistics().queuedBytes());
            inUse = Math.max(inUse, PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - inUseBefore);
            taken = Math.max(taken, PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - takenBefore);
        }

        void assertBelow(long queuedLimit) {
            assertThat(queued).as("bytes queued").isLessThanOrEqualTo(queuedLimit);
            assertThat(inUse).as("bytes of buffers in use").isLessThanOrEqualTo(BUFFERS);
            assertThat(taken).as("bytes the pool has taken").isLessThanOrEqualTo(taken());
        }

        @Override
        public String toString() {
            return String.format(
                    "queued at most %,d of %,d, in use %,d of %,d, taken %,d of %,d",
                    queued, SERVER_LIMIT, inUse, BUFFERS, taken, taken());
        }
    }

    /** Sends a frame to its room, or back, as the frame says. */
    private final class Rooms implements SessionListener<byte[]> {

        private record Member(List<Session> room, boolean reads) {}

        // Logic thread.
        private final List<List<Session>> rooms = new ArrayList<>();

        Rooms() {
            for (int i = 0; i < ROOMS; i++) {
                rooms.add(new ArrayList<>());
            }
        }

        @Override
        public void onReceive(Session session, byte[] frame) {
            switch (frame[2]) {
                case Crowd.JOIN -> join(session, frame);
                case Crowd.TO_ROOM -> sendToRoom(rooms.get(frame[5]), frame);
                case Crowd.TO_SELF -> session.send(frame);
                default -> throw new IllegalArgumentException("frame " + frame[2]);
            }
        }

        private void join(Session session, byte[] frame) {
            List<Session> room = rooms.get(frame[5]);
            room.add(session);
            session.attach(new Member(room, frame[6] != 0));
            joined.incrementAndGet();
        }

        private void sendToRoom(List<Session> room, byte[] frame) {
            try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
                room.forEach(each -> each.send(packet));
            }
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            if (session.attachment() instanceof Member member) {
                member.room.remove(session);
                (member.reads ? endsOfReaders : endsOfDeaf).add(reason.name());
            }
        }
    }
}

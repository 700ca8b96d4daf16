package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how much memory a frame has that is not whole yet. */
class InboundFramesMemoryTest {

    private static final int LONGEST = 1 << 20;

    private final InboundFrames frames =
            new InboundFrames(InboundFrameCutter.of(SteppedUploads.FRAMES, LONGEST), new PacketReader());
    private final CRC32 received = new CRC32();
    private final CRC32 sent = new CRC32();
    private long receivedBytes;
    private long sentBytes;

    @AfterEach
    void nothingIsLeft() {
        frames.release();
        assertThat(frames.memory()).isZero();
    }

    /** One read into a buffer that may be larger; returns the bytes that are not handed on yet. */
    private int read(byte[] stream, int from, int length, int capacity) {
        ByteBuf data = PacketBuffers.ALLOCATOR.directBuffer(capacity, capacity).writeBytes(stream, from, length);
        sent.update(stream, from, length);
        sentBytes += length;
        frames.add(data);
        boolean wanted = frames.cut((frame, bytes) -> {
            received.update(frame.rest());
            receivedBytes += bytes;
            return true;
        });
        assertThat(wanted).isTrue();
        return (int) (sentBytes - receivedBytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 64, 1000, 4096, 60_000, 65_536})
    void isNoMoreThanTwiceWhatHasCome(int reads) {
        byte[] frame = SteppedUploads.frame(LONGEST);
        for (int from = 0; from < LONGEST; from += reads) {
            int begun = read(frame, from, Math.min(reads, LONGEST - from), 65_536);

            assertThat(frames.memory()).isLessThanOrEqualTo(2 * begun + 2 * InboundBudget.FREE);
        }
        assertThat(receivedBytes).isEqualTo(LONGEST);
        assertThat(received.getValue()).isEqualTo(sent.getValue());
    }

    /** A read fills the buffer of the one before it, so that only the last one has room to spare. */
    @Test
    void isWhatHasComeAndTheRoomOfOneReadHoweverFullTheReadsAre() {
        byte[] frame = SteppedUploads.frame(LONGEST);
        int from = 0;
        for (int reads = 0; from < LONGEST - 65_536; reads++) {
            int length = reads % 2 == 0 ? 34_000 : 65_536;
            int begun = read(frame, from, length, 65_536);
            from += length;

            assertThat(frames.memory()).isLessThanOrEqualTo(begun + 65_536);
        }
    }

    /** Moved together, a hundred reads would be copied a hundred times. */
    @Test
    void isThatOfTheReadsThemselvesWhileNoFrameIsWanted() {
        InboundFrames held = new InboundFrames(InboundFrameCutter.of(FrameFormat.RAW, 65_536), new PacketReader());
        byte[] read = new byte[50_000];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < 100; i++) {
                Arrays.fill(read, (byte) i);
                all.writeBytes(read);
                held.add(PacketBuffers.ALLOCATOR.directBuffer(65_536, 65_536).writeBytes(read));

                assertThat(held.memory()).isEqualTo((i + 1) * 65_536);
            }
            int most = 30;
            while (!held.cut((frame, bytes) -> {
                handedOn.writeBytes(frame.rest());
                return handedOn.size() % (most * read.length) != 0;
            })) {
                assertThat(held.memory()).isEqualTo(6_553_600 - handedOn.size() / read.length * 65_536);
            }
        } finally {
            held.release();
        }
        assertThat(handedOn.toByteArray()).isEqualTo(all.toByteArray());
    }

    @Test
    void isSmallForAnAnnouncementAlone() {
        read(SteppedUploads.frame(LONGEST), 0, 4, 65_536);

        assertThat(frames.memory()).isLessThanOrEqualTo(InboundBudget.FREE);
    }

    @Test
    void isThatOfTheNextFrameWhenALongOneHasBeenHandedOn() {
        byte[] frame = SteppedUploads.frame(LONGEST);
        byte[] two = ByteBuffer.allocate(2 * LONGEST).put(frame).put(frame).array();

        for (int from = 0; from < LONGEST + 1000; from += 50_000) {
            read(two, from, 50_000, 65_536);
        }

        assertThat(receivedBytes).isEqualTo(LONGEST);
        assertThat(frames.memory()).isLessThanOrEqualTo(2 * 65_536);
    }

    /** A frame of half a read is passed on in the read's memory; the other half of the read is the beginning of a long frame. */
    @Test
    void leavesAFrameThatWasPassedOnAsItIs() {
        byte[] passedOn = SteppedUploads.frame(32_768);
        byte[] next = SteppedUploads.frame(LONGEST);
        List<EncodedPacket> shared = new ArrayList<>();

        frames.add(PacketBuffers.ALLOCATOR
                .directBuffer(65_536, 65_536)
                .writeBytes(passedOn)
                .writeBytes(next, 0, 32_768));
        frames.cut((frame, bytes) -> shared.add(frame.restEncoded()));

        assertThat(shared).hasSize(1);
        try (EncodedPacket packet = shared.get(0)) {
            assertThat(packet.toBytes()).isEqualTo(passedOn);
        }
        frames.add(PacketBuffers.ALLOCATOR.directBuffer(LONGEST).writeBytes(next, 32_768, LONGEST - 32_768));
        frames.cut((frame, bytes) -> {
            assertThat(frame.rest()).isEqualTo(next);
            receivedBytes += bytes;
            return true;
        });
        assertThat(receivedBytes).isEqualTo(LONGEST);
    }

    @Test
    void keepsEveryByteInItsPlaceHoweverTheFramesAreCut() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteBuffer stream = ByteBuffer.allocate(8 * LONGEST);
        int[] around = {4, 100, InboundBudget.FREE, 65_536, 200_000, LONGEST - 1};
        while (stream.remaining() > LONGEST) {
            stream.put(SteppedUploads.frame(4 + random.nextInt(around[random.nextInt(around.length)])));
        }
        int end = stream.position();
        for (int from = 0; from < end; ) {
            int capacity = 1 + random.nextInt(random.nextBoolean() ? 300 : 65_536);
            int length = Math.min(end - from, 1 + random.nextInt(capacity));
            read(stream.array(), from, length, capacity);
            from += length;
        }

        assertThat(receivedBytes).as("seed %d", seed).isEqualTo(end);
        assertThat(received.getValue()).as("seed %d", seed).isEqualTo(sent.getValue());
    }
}

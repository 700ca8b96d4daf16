package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendRingStoreTest {

    private final SendBudget budget = new SendBudget(1 << 20);
    private final SendAccount account =
            new SendAccount(budget, new SendLimits(8, 4, 2, 8), () -> {}, new SendLaneCounters());
    private boolean isOutOfMemory;

    private final SendRingStore ring = new SendRingStore(account) {
        @Override
        ByteBuf newRing(int bytes) {
            if (isOutOfMemory) {
                throw new OutOfMemoryError("for the test");
            }
            return super.newRing(bytes);
        }
    };

    private Offer offer(int... bytes) {
        try (EncodedPacket packet = EncodedPacket.copyOf(toBytes(bytes))) {
            return ring.offer(packet);
        }
    }

    private static byte[] toBytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] read(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }

    @AfterEach
    void everyByteIsGivenBack() {
        assertThat(ring.discard()).isTrue();
        assertThat(account.queued()).isZero();
        assertThat(budget.used()).isZero();
    }

    @Test
    void neverOverwritesWhatIsBeingWritten() {
        offer(1, 2, 3, 4, 5, 6);
        ByteBuf writing = ring.take();
        assertThat(writing).isNotNull();

        assertThat(offer(7, 8)).isEqualTo(Offer.ACCEPTED);
        assertThat(offer(9)).isEqualTo(Offer.SESSION_FULL);

        assertThat(read(writing)).containsExactly(1, 2, 3, 4, 5, 6);
        ring.written();
        assertThat(offer(9)).isEqualTo(Offer.ACCEPTED);
        ByteBuf next = ring.take();
        assertThat(next).isNotNull();
        assertThat(read(next)).containsExactly(7, 8);
        ByteBuf wrapped = ring.takeWrapped();
        assertThat(wrapped).isNotNull();
        assertThat(read(wrapped)).containsExactly(9);
        assertThat(ring.takenPackets()).isEqualTo(2);
        ring.written();
    }

    @Test
    void splitsAPacketAtTheEndOfTheRing() {
        offer(1, 2, 3, 4, 5, 6);
        ByteBuf first = ring.take();
        assertThat(first).isNotNull();
        first.release();
        ring.written();

        offer(11, 12, 13, 14, 15);
        ByteBuf second = ring.take();
        assertThat(second).isNotNull();
        assertThat(read(second)).containsExactly(11, 12);
        ByteBuf wrapped = ring.takeWrapped();
        assertThat(wrapped).isNotNull();
        assertThat(read(wrapped)).containsExactly(13, 14, 15);
        ring.written();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void takesItsMemoryWithTheFirstPacketOnly() {
        assertThat(ring.take()).isNull();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.discard()).isTrue();
        assertThat(offer(1)).isEqualTo(Offer.CLOSED);
    }

    @Test
    void leavesTheMemoryOfAWriteUnderWayAlone() {
        offer(1, 2, 3);
        ByteBuf writing = ring.take();
        offer(4, 5);

        assertThat(ring.discard()).isTrue();
        assertThat(account.queued()).isEqualTo(3);
        assertThat(writing).isNotNull();
        assertThat(read(writing)).containsExactly(1, 2, 3);
        ring.written();
    }

    @Test
    void roundsItsSizeUpToAPowerOfTwo() {
        assertThat(SendRingStore.capacity(1)).isEqualTo(1);
        assertThat(SendRingStore.capacity(1024)).isEqualTo(1024);
        assertThat(SendRingStore.capacity(1025)).isEqualTo(2048);
        assertThat(SendRingStore.capacity(1 << 30)).isEqualTo(1 << 30);
    }

    @Test
    void carriesAStreamRoundTheRingManyTimes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = new byte[1 + random.nextInt(5)];
            random.nextBytes(frame);
            try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
                if (ring.offer(packet) == Offer.ACCEPTED) {
                    in.writeBytes(frame);
                }
            }
            if (random.nextInt(3) == 0) {
                drainInto(out);
            }
        }
        drainInto(out);
        assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(in.toByteArray());
    }

    private void drainInto(ByteArrayOutputStream out) {
        ByteBuf taken = ring.take();
        if (taken == null) {
            return;
        }
        out.writeBytes(read(taken));
        ByteBuf wrapped = ring.takeWrapped();
        if (wrapped != null) {
            out.writeBytes(read(wrapped));
        }
        ring.written();
    }

    @Test
    void aPacketForWhichThereIsNoMemoryTakesNoRoomFromTheNext() {
        isOutOfMemory = true;
        assertThatThrownBy(() -> offer(1)).isInstanceOf(OutOfMemoryError.class);
        assertThat(account.queued()).isZero();

        isOutOfMemory = false;
        assertThat(offer(2)).isEqualTo(Offer.ACCEPTED);
        assertNextIs(2);
    }

    @Test
    void aPacketThatWasClosedTakesNoRoomFromTheNext() {
        EncodedPacket closed = EncodedPacket.copyOf(new byte[] {1});
        closed.close();
        assertThatThrownBy(() -> ring.offer(closed)).isInstanceOf(IllegalReferenceCountException.class);
        assertThat(account.queued()).isZero();

        assertThat(offer(2)).isEqualTo(Offer.ACCEPTED);
        assertNextIs(2);
    }

    private void assertNextIs(int... bytes) {
        ByteBuf batch = ring.take();
        assertThat(batch).isNotNull();
        assertThat(read(batch)).isEqualTo(toBytes(bytes));
        ring.written();
    }
}

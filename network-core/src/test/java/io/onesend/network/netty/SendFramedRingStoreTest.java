package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendFramedRingStoreTest {

    private final SendBudget budget = new SendBudget(1 << 20);
    private final SendAccount account =
            new SendAccount(budget, new SendLimits(1024, 512, 256, 1024), () -> {}, new SendLaneCounters());
    private final SendRingStore ring = new SendFramedRingStore(Framing.WEBSOCKET_TEXT, account);

    private Offer offer(byte... frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return ring.offer(packet);
        }
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
    void putsTheHeaderInWithThePacketAndCountsItAgainstTheLimit() {
        offer((byte) 'a', (byte) 'b');
        offer((byte) 'c');

        assertThat(account.queued()).isEqualTo(4 + 3);
        ByteBuf taken = ring.take();
        assertThat(taken).isNotNull();
        assertThat(read(taken)).containsExactly(0x81, 2, 'a', 'b', 0x81, 1, 'c');
        assertThat(ring.takenPackets()).isEqualTo(2);
        assertThat(ring.takenBytes()).as("as sent: without headers").isEqualTo(3);
        ring.written();
        assertThat(ring.takenBytes()).isZero();
        assertThat(ring.takenPackets()).isZero();
    }

    @Test
    void refusesAPacketThatWouldFitWithoutItsHeader() {
        assertThat(offer(new byte[1021])).isEqualTo(Offer.TOO_LONG);
        assertThat(offer(new byte[1020])).isEqualTo(Offer.ACCEPTED);
        assertThat(ring.longestPacket()).isEqualTo(1020);
    }

    @Test
    void knowsTheLongestPacketForEachRoom() {
        for (int length = 0; length < 66_000; length++) {
            int room = length + Framing.WEBSOCKET_TEXT.headerBytes(length);
            int nextRoom = length + 1 + Framing.WEBSOCKET_TEXT.headerBytes(length + 1);
            for (int between = room; between < nextRoom; between++) {
                assertThat(Framing.WEBSOCKET_TEXT.longestPacketIn(between)).isEqualTo(length);
            }
        }
        assertThat(Framing.NONE.longestPacketIn(1024)).isEqualTo(1024);
        for (long room : new long[] {6, 131, 132, 133, 134, 135, 1024, 65_542, 65_543, 65_549, 65_550, 70_000}) {
            assertThat(Framing.MASKED_TEXT.longestPacketIn(room))
                    .as("the key takes room too")
                    .isEqualTo(Framing.WEBSOCKET_TEXT.longestPacketIn(room - 4));
        }
        assertThat(Framing.MASKED_TEXT.longestPacketIn(3)).isZero();
    }

    @Test
    void refusesWhatASenderHasCountedWithoutAHeader() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1});
        assertThat(ring.offerPrepared(packet)).isNotEqualTo(Offer.ACCEPTED);
        assertThat(PacketBuffers.references(packet)).isEqualTo(1);
        packet.close();
    }

    @Test
    void carriesMessagesRoundTheRingManyTimes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = new byte[1 + random.nextInt(200)];
            random.nextBytes(frame);
            if (offer(frame) == Offer.ACCEPTED) {
                in.write(0x81);
                if (frame.length > 125) {
                    in.write(126);
                    in.write(0);
                }
                in.write(frame.length);
                in.writeBytes(frame);
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
}

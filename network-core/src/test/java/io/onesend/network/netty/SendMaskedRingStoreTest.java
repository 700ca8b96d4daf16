package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendMaskedRingStoreTest {

    private final SendAccount account = new SendAccount(
            new SendBudget(1 << 20), new SendLimits(1024, 512, 256, 1024), () -> {}, new SendLaneCounters());
    private final SendRingStore ring = SendFramedRingStore.of(Framing.MASKED_BINARY, account);

    private Offer offer(byte... frame) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            return ring.offer(packet);
        }
    }

    private byte[] drain() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuf taken = ring.take();
        ByteBuf wrapped = taken == null ? null : ring.takeWrapped();
        for (ByteBuf part : new ByteBuf[] {taken, wrapped}) {
            if (part != null) {
                byte[] bytes = new byte[part.readableBytes()];
                part.readBytes(bytes);
                part.release();
                out.writeBytes(bytes);
            }
        }
        if (taken != null) {
            ring.written();
        }
        return out.toByteArray();
    }

    @Test
    void masksAroundTheEndOfTheRingAtEveryOffset() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = new byte[1 + random.nextInt(300)];
            random.nextBytes(payload);
            assertThat(offer(payload)).isEqualTo(Offer.ACCEPTED);

            byte[] frame = drain();

            int header = payload.length < 126 ? 2 : 4;
            assertThat(frame).hasSize(header + 4 + payload.length);
            assertThat(frame[0]).isEqualTo((byte) 0x82);
            assertThat(frame[1]).isEqualTo((byte) (0x80 | (header == 2 ? payload.length : 126)));
            for (int b = 0; b < payload.length; b++) {
                assertThat(frame[header + 4 + b] ^ frame[header + b % 4])
                        .as("byte %d of frame %d", b, i)
                        .isEqualTo(payload[b]);
            }
        }
        assertThat(ring.discard()).isTrue();
        assertThat(account.queued()).isZero();
    }

    @Test
    void countsTheKeyAgainstTheLimitAndNotAsSent() {
        assertThat(ring.longestPacket()).isEqualTo(1016);
        assertThat(offer(new byte[1017])).isEqualTo(Offer.TOO_LONG);
        assertThat(offer((byte) 1, (byte) 2)).isEqualTo(Offer.ACCEPTED);
        assertThat(account.queued()).isEqualTo(2 + 4 + 2);
        ByteBuf taken = ring.take();
        assertThat(taken).isNotNull();
        assertThat(ring.takenBytes()).isEqualTo(2);
        taken.release();
        ring.written();
        assertThat(ring.discard()).isTrue();
    }
}

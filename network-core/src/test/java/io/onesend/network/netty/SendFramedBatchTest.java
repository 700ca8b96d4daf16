package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendFramedBatchTest {

    private final SendBatch batch = new SendFramedBatch(Framing.WEBSOCKET_BINARY, PacketBuffers.ALLOCATOR, true);

    @AfterEach
    void close() {
        batch.close();
    }

    private static ByteBuf take(SendBatch from, EncodedPacket... packets) {
        for (EncodedPacket packet : packets) {
            PacketBuffers.retain(packet, 1);
        }
        from.fill(new ArrayDeque<>(List.of(packets))::poll);
        return from.take();
    }

    private static byte[] read(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }

    @Test
    void writesAHeaderInFrontOfEachPacketAndCountsThePacketsAlone() {
        EncodedPacket one = EncodedPacket.copyOf(new byte[] {1, 2});
        EncodedPacket two = EncodedPacket.copyOf(new byte[] {3});
        PacketBuffers.retain(one, 1);
        PacketBuffers.retain(two, 1);
        batch.fill(new ArrayDeque<>(List.of(one, two))::poll);

        assertThat(batch.bytes()).isEqualTo(3);
        assertThat(read(batch.take())).containsExactly(0x82, 2, 1, 2, 0x82, 1, 3);

        batch.endOfTurn();
        one.close();
        two.close();
        assertThat(PacketBuffers.references(one)).isZero();
        assertThat(PacketBuffers.references(two)).isZero();
    }

    @Test
    void sharesTheBytesWithEveryReceiver() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {7, 7, 7});

        ByteBuf first = take(batch, packet);
        assertThat(read(first)).containsExactly(0x82, 3, 7, 7, 7);
        ByteBuf second = take(batch, packet);
        assertThat(second).as("the same buffer, filled once").isSameAs(first);
        assertThat(read(second)).containsExactly(0x82, 3, 7, 7, 7);

        batch.endOfTurn();
        packet.close();
        assertThat(PacketBuffers.references(packet)).isZero();
    }

    @Test
    void growsTheBufferByTheHeaders() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[1024]);
        EncodedPacket[] eight = new EncodedPacket[8];
        Arrays.fill(eight, packet);

        assertThat(read(take(batch, eight))).hasSize(8 * (4 + 1024));

        batch.endOfTurn();
        packet.close();
    }

    @Test
    void putsAHeaderBeforeALongPacketWithoutCopyingIt() {
        EncodedPacket packet = EncodedPacket.copyOf(filled(5000));

        ByteBuf out = take(batch, packet);

        assertThat(PacketBuffers.references(packet)).as("the creator's").isEqualTo(1);
        packet.close();
        assertThat(out.nioBufferCount()).as("header and packet").isEqualTo(2);
        byte[] bytes = read(out);
        assertThat(bytes).hasSize(4 + 5000).startsWith(0x82, 126, 5000 >> 8, 5000 & 0xff, 9);
    }

    @Test
    void putsAHeaderBeforeEachOfTheLongPacketsThatItGathers() {
        EncodedPacket large = EncodedPacket.copyOf(filled(70_000));
        EncodedPacket small = EncodedPacket.copyOf(new byte[] {1});

        byte[] bytes = read(take(batch, large, small, large));

        assertThat(bytes).hasSize(2 * (10 + 70_000) + 2 + 1);
        assertThat(Arrays.copyOf(bytes, 11)).containsExactly(0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70, 9);
        assertThat(Arrays.copyOfRange(bytes, 70_010, 70_024))
                .containsExactly(0x82, 1, 1, 0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70, 9);
        large.close();
        small.close();
        assertThat(PacketBuffers.references(large)).isZero();
        assertThat(PacketBuffers.references(small)).isZero();
    }

    @Test
    void aLaneHasOneBatchForAllSessionsOfAFraming() {
        EmbeddedChannel channel = new EmbeddedChannel();
        SendLane lane = new SendLane(channel.eventLoop());

        SendBatch binary = lane.batch(Framing.WEBSOCKET_BINARY);

        assertThat(lane.batch(Framing.WEBSOCKET_BINARY)).isSameAs(binary);
        assertThat(lane.batch(Framing.WEBSOCKET_TEXT)).isNotSameAs(binary);
        assertThat(lane.batch(Framing.NONE)).isSameAs(lane.batch());
        channel.close();
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 9);
        return bytes;
    }
}

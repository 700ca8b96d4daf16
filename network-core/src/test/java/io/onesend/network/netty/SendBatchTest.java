package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendBatchTest {

    private final SendBatch batch = new SendBatch(PacketBuffers.ALLOCATOR, true);

    @AfterEach
    void close() {
        batch.close();
    }

    private ByteBuf take(EncodedPacket... packets) {
        for (EncodedPacket packet : packets) {
            PacketBuffers.retain(packet, 1);
        }
        batch.fill(new ArrayDeque<>(List.of(packets))::poll);
        return batch.take();
    }

    private static byte[] read(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }

    @Test
    void givesTheSamePacketsTheSameMemoryWhileWritesCompleteAtOnce() {
        EncodedPacket one = EncodedPacket.copyOf(new byte[] {1, 2});
        EncodedPacket two = EncodedPacket.copyOf(new byte[] {3});

        ByteBuf first = take(one, two);
        assertThat(read(first)).containsExactly(1, 2, 3);
        ByteBuf second = take(one, two);
        assertThat(second).isSameAs(first);
        assertThat(read(second)).containsExactly(1, 2, 3);

        batch.endOfTurn();
        assertThat(PacketBuffers.references(one)).isEqualTo(1);
        assertThat(PacketBuffers.references(two)).isEqualTo(1);
        one.close();
        two.close();
    }

    @Test
    void leavesABufferAloneThatIsStillBeingWritten() {
        EncodedPacket one = EncodedPacket.copyOf(new byte[] {1, 2});
        EncodedPacket other = EncodedPacket.copyOf(new byte[] {9, 9, 9});

        ByteBuf slow = take(one);
        slow.readByte();
        ByteBuf same = take(one);
        ByteBuf different = take(other);

        assertThat(read(same)).containsExactly(1, 2);
        assertThat(read(different)).containsExactly(9, 9, 9);
        assertThat(read(slow)).containsExactly(2);
        one.close();
        other.close();
    }

    @Test
    void takesNoMoreMemoryForTheRingThanItHasBytes() {
        SendBatch ofRing = new SendBatch(PacketBuffers.ALLOCATOR, false);
        ofRing.fill(new ArrayDeque<>(List.of(EncodedPacket.copyOf(new byte[500])))::poll);

        ByteBuf bytes = ofRing.take();

        assertThat(bytes.capacity()).isEqualTo(500);
        bytes.release();
        ofRing.close();
    }

    @Test
    void tellsBatchesApartThatBeginAlike() {
        EncodedPacket one = EncodedPacket.copyOf(new byte[] {1});
        EncodedPacket two = EncodedPacket.copyOf(new byte[] {2});

        assertThat(read(take(one, two))).containsExactly(1, 2);
        assertThat(read(take(one))).containsExactly(1);
        assertThat(read(take(one, two))).containsExactly(1, 2);
        assertThat(read(take(two, one))).containsExactly(2, 1);

        batch.endOfTurn();
        assertThat(PacketBuffers.references(one)).isEqualTo(1);
        assertThat(PacketBuffers.references(two)).isEqualTo(1);
        one.close();
        two.close();
    }

    @Test
    void writesALonePacketOfSomeSizeFromItsOwnMemory() {
        EncodedPacket large = EncodedPacket.copyOf(new byte[5000]);
        PacketBuffers.retain(large, 1);
        batch.fill(new ArrayDeque<>(List.of(large))::poll);

        ByteBuf out = batch.take();

        assertThat(PacketBuffers.references(large)).isEqualTo(1);
        large.close();
        assertThat(out.readableBytes()).isEqualTo(5000);
        assertThat(out.release()).isTrue();
    }

    @Test
    void closesABatchThatIsLargeEnough() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[7000]);
        PacketBuffers.retain(packet, 10);
        ArrayDeque<EncodedPacket> waiting = new ArrayDeque<>(Collections.nCopies(11, packet));

        batch.fill(waiting::poll);

        assertThat(batch.packets()).isEqualTo(10);
        assertThat(waiting).hasSize(1);
        batch.take().release();
        batch.close();
        packet.close();
        assertThat(PacketBuffers.references(packet)).isZero();
    }

    @Test
    void gathersLargePacketsWithoutCopyingThem() {
        EncodedPacket large = EncodedPacket.copyOf(bytes(1, 40_000));
        EncodedPacket small = EncodedPacket.copyOf(bytes(2, 10));
        PacketBuffers.retain(large, 6);
        ArrayDeque<EncodedPacket> waiting =
                new ArrayDeque<>(List.of(large, small, large, large, large, large, large, large));
        batch.fill(waiting::poll);
        assertThat(batch.bytes()).as("more than what is copied at most").isEqualTo(7 * 40_000 + 10);

        ByteBuf out = batch.take();

        assertThat(out.nioBufferCount()).isEqualTo(8);
        assertThat(batch.isEmpty()).isTrue();
        assertThat(PacketBuffers.references(large))
                .as("released, but their memory is not")
                .isZero();
        byte[] written = read(out);
        assertThat(written).hasSize(7 * 40_000 + 10).startsWith(1);
        assertThat(Arrays.copyOfRange(written, 39_999, 40_011)).containsExactly(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1);
    }

    @Test
    void copiesLargePacketsWhereOnePartIsWrittenAtATime() {
        SendBatch copying = new SendBatch(PacketBuffers.ALLOCATOR, false);
        EncodedPacket large = EncodedPacket.copyOf(bytes(1, 40_000));
        PacketBuffers.retain(large, 2);
        ArrayDeque<EncodedPacket> waiting = new ArrayDeque<>(List.of(large, large, large));
        copying.fill(waiting::poll);
        assertThat(waiting).hasSize(1);

        ByteBuf out = copying.take();

        assertThat(out.nioBufferCount()).isEqualTo(1);
        assertThat(read(out)).hasSize(80_000);
        copying.close();
        large.close();
        assertThat(PacketBuffers.references(large)).isZero();
    }

    private static byte[] bytes(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}

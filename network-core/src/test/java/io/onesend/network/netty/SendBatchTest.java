package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendBatchTest {

    private final SendBatch batch = new SendBatch(PacketBuffers.ALLOCATOR);

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
        EncodedPacket packet = EncodedPacket.copyOf(new byte[30_000]);
        PacketBuffers.retain(packet, 3);
        ArrayDeque<EncodedPacket> waiting = new ArrayDeque<>(List.of(packet, packet, packet, packet));

        batch.fill(waiting::poll);

        assertThat(batch.packets()).isEqualTo(3);
        assertThat(waiting).hasSize(1);
        batch.take().release();
        batch.close();
        packet.close();
        assertThat(PacketBuffers.references(packet)).isZero();
    }
}

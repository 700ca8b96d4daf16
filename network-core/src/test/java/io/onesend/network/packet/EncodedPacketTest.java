package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedPacketTest {

    @Test
    void copiesTheArrayItIsMadeOf() {
        byte[] frame = {5, 0, 1, 0, 0};
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            frame[0] = 99;

            assertThat(packet.length()).isEqualTo(5);
            assertThat(packet.toBytes()).containsExactly(5, 0, 1, 0, 0);
        }
    }

    @Test
    void handsOutCopiesOfItsBytes() {
        try (EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1, 2})) {
            packet.toBytes()[0] = 9;

            assertThat(packet.toBytes()).containsExactly(1, 2);
        }
    }

    @Test
    void closingGivesBackTheOnlyReference() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1, 2});
        ByteBuf content = PacketBuffers.content(packet);
        assertThat(content.refCnt()).isEqualTo(1);

        packet.close();

        assertThat(content.refCnt()).isZero();
    }

    @Test
    void livesAsLongAsTheLastReference() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1, 2});
        ByteBuf ofAQueue = PacketBuffers.content(packet).retain();
        packet.close();

        assertThat(ofAQueue.refCnt()).isEqualTo(1);
        assertThat(ofAQueue.getByte(1)).isEqualTo((byte) 2);
        assertThat(ofAQueue.release()).isTrue();
    }

    @Test
    void cannotBeUsedOrClosedAfterClose() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1, 2});
        packet.close();

        assertThatThrownBy(packet::toBytes).isInstanceOf(IllegalReferenceCountException.class);
        assertThatThrownBy(packet::close).isInstanceOf(IllegalReferenceCountException.class);
    }

    /** Small ones stay on the heap for speed, and are watched for leaks there too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 70_000})
    void holdsACopyThatIsWatchedForLeaksWhateverItsSize(int length) {
        byte[] frame = new byte[length];
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            frame[0] = 1;

            assertThat(packet.toBytes()).isEqualTo(new byte[length]);
            assertThat(packet.content().isDirect()).isEqualTo(length >= 4096);
            assertThat(packet.content().getClass().getSimpleName()).contains("LeakAware");
        }
    }
}

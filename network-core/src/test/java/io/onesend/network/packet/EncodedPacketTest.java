package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
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

    @ParameterizedTest
    @ValueSource(ints = {2, 5000})
    void livesAsLongAsTheLastReference(int length) {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[length]);
        PacketBuffers.retain(packet, 2);
        assertThat(PacketBuffers.references(packet)).isEqualTo(3);

        packet.close();
        assertThat(packet.toBytes()).hasSize(length);

        PacketBuffers.release(packet, 2);
        assertThat(PacketBuffers.references(packet)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5000})
    void refusesToGiveBackMoreThanItHas(int length) {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[length]);

        assertThatThrownBy(() -> PacketBuffers.release(packet, 2)).isInstanceOf(IllegalReferenceCountException.class);

        assertThat(packet.toBytes()).hasSize(length);
        packet.close();
        assertThatThrownBy(() -> PacketBuffers.retain(packet, 1)).isInstanceOf(IllegalReferenceCountException.class);
        assertThat(PacketBuffers.references(packet)).isZero();
    }

    @Test
    void cannotBeUsedOrClosedAfterClose() {
        EncodedPacket packet = EncodedPacket.copyOf(new byte[] {1, 2});
        packet.close();

        assertThatThrownBy(packet::toBytes).isInstanceOf(IllegalReferenceCountException.class);
        assertThatThrownBy(packet::close).isInstanceOf(IllegalReferenceCountException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 4095, 4096, 70_000})
    void holdsACopyWhateverItsSize(int length) {
        byte[] frame = randomBytes(length);
        byte[] before = frame.clone();
        try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
            frame[0]++;
            ByteBuf batch = Unpooled.buffer();
            PacketBuffers.append(packet, batch);
            ByteBuffer ring = ByteBuffer.allocateDirect(length + 3);
            PacketBuffers.copy(packet, 0, ring, 2, length - length / 2);
            PacketBuffers.copy(packet, length - length / 2, ring, 2 + length - length / 2, length / 2);

            assertThat(packet.length()).isEqualTo(length);
            assertThat(packet.toBytes()).isEqualTo(before);
            assertThat(batch).isEqualTo(Unpooled.wrappedBuffer(before));
            assertThat(ring.position()).isZero();
            assertThat(ring.slice(2, length)).isEqualTo(ByteBuffer.wrap(before));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 70_000})
    void copiesAPartOfAnArrayOrOfABuffer(int length) {
        byte[] around = randomBytes(length + 5);
        byte[] part = Arrays.copyOfRange(around, 2, 2 + length);
        ByteBuffer onHeap = ByteBuffer.wrap(around, 2, length);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(length + 5).put(0, around).position(2).limit(2 + length);
        try (EncodedPacket ofArray = EncodedPacket.copyOf(around, 2, length);
                EncodedPacket ofHeap = EncodedPacket.copyOf(onHeap);
                EncodedPacket ofDirect = EncodedPacket.copyOf(direct.asReadOnlyBuffer(), Delivery.MUST_DELIVER)) {
            Arrays.fill(around, (byte) 0);

            assertThat(ofArray.toBytes()).isEqualTo(part);
            assertThat(ofHeap.toBytes()).isEqualTo(part);
            assertThat(ofDirect.toBytes()).isEqualTo(part);
            assertThat(ofHeap.length()).isEqualTo(length);
            assertThat(ofHeap.delivery()).isSameAs(Delivery.NORMAL);
            assertThat(ofDirect.delivery()).isSameAs(Delivery.MUST_DELIVER);
            assertThat(onHeap.position()).isEqualTo(2);
        }
    }

    @Test
    void refusesAPartThatIsNotInTheArray() {
        assertThatThrownBy(() -> EncodedPacket.copyOf(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> EncodedPacket.copyOf(new byte[4], -1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096})
    void aLongOneCanBeWrittenFromItsOwnMemory(int length) {
        byte[] frame = randomBytes(length);
        EncodedPacket packet = EncodedPacket.copyOf(frame);

        ByteBuf itself = PacketBuffers.ownMemory(packet);
        packet.close();

        if (length < PacketMemory.TOO_LONG) {
            assertThat(itself).isNull();
        } else {
            assertThat(itself).isEqualTo(Unpooled.wrappedBuffer(frame));
            assertThat(itself.isDirect()).isTrue();
            assertThat(itself.release()).isTrue();
        }
    }

    /** Runs on a thread of the kind of logic and I/O threads, which keep arrays. */
    @Test
    void usesAnArrayAgainOnceNobodyHoldsIt() throws InterruptedException {
        List<String> failures = new CopyOnWriteArrayList<>();
        Thread owner = new FastThreadLocalThread(() -> {
            for (int i = 0; i < 10_000; i++) {
                byte[] first = randomBytes(1 + i % 200);
                byte[] second = randomBytes(1 + i % 100);
                EncodedPacket one = EncodedPacket.copyOf(first);
                try (EncodedPacket two = EncodedPacket.copyOf(second)) {
                    one.close();
                    try (EncodedPacket three = EncodedPacket.copyOf(first)) {
                        if (!Arrays.equals(two.toBytes(), second) || !Arrays.equals(three.toBytes(), first)) {
                            failures.add("packets share an array in round " + i);
                        }
                    }
                }
            }
        });
        owner.start();
        owner.join();

        assertThat(failures).isEmpty();
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.PacketBuffers;
import org.junit.jupiter.api.Test;

/** Tests the bytes that leave before the packets that wait, such as the answer to a ping, with any store. */
abstract class SendQueueFirstBytesContract extends SendQueueFixture {

    private static ByteBuf bytes(int count) {
        return PacketBuffers.ALLOCATOR.directBuffer(count).writeZero(count);
    }

    @Test
    void writesTheFirstBytesBeforeThePacketsThatWait() {
        offer(10);
        queue.writeFirst(bytes(2));
        runLane();
        assertThat(writer.written).containsExactly(2);

        writer.complete();
        writer.complete();

        assertThat(writer.written).containsExactly(2, 10);
        assertThat(queue.packetsWritten()).isEqualTo(1);
        assertThat(queue.bytesWritten()).as("of packets").isEqualTo(10);
    }

    @Test
    void writesTheFirstBytesAfterTheWriteUnderWayAndNotWithinIt() {
        offer(10);
        runLane();
        queue.writeFirst(bytes(2));
        offer(20);
        runLane();
        assertThat(writer.written).containsExactly(10);
        assertThat(queue.isDrained()).isFalse();

        writer.complete();
        assertThat(writer.written).containsExactly(10, 2);
        writer.complete();

        assertThat(writer.written).containsExactly(10, 2, 20);
        assertThat(queue.packetsWritten()).as("the write of 10 ended").isEqualTo(1);
    }

    @Test
    void writesFirstBytesThatWaitTogether() {
        offer(10);
        runLane();
        queue.writeFirst(bytes(3));
        assertThat(queue.hasFirst()).isTrue();
        ByteBuf joined = bytes(2);
        queue.writeFirst(joined);
        assertThat(joined.refCnt()).isZero();

        writer.complete();

        assertThat(writer.written).containsExactly(10, 5);
        assertThat(queue.hasFirst()).isFalse();
    }

    @Test
    void keepsOnlyTheNewestOfTooManyFirstBytes() {
        offer(10);
        runLane();
        ByteBuf replaced = bytes(SendQueue.MOST_FIRST_BYTES - 1);
        queue.writeFirst(replaced);
        queue.writeFirst(bytes(2));
        assertThat(replaced.refCnt()).isZero();

        writer.complete();

        assertThat(writer.written).containsExactly(10, 2);
    }

    @Test
    void doesNotCloseBeforeTheFirstBytesAreOut() {
        queue.writeFirst(bytes(2));
        queue.stopAccepting();
        assertThat(queue.closeIfDrained()).isFalse();

        runLane();
        assertThat(queue.closeIfDrained()).isFalse();
        writer.complete();

        assertThat(session.drained).isEqualTo(1);
        assertThat(queue.closeIfDrained()).isTrue();
    }

    @Test
    void releasesTheFirstBytesOfAClosedQueue() {
        ByteBuf waiting = bytes(2);
        queue.writeFirst(waiting);
        queue.close();
        assertThat(waiting.refCnt()).isZero();

        ByteBuf late = bytes(2);
        queue.writeFirst(late);
        assertThat(late.refCnt()).isZero();
        runLane();
        assertThat(writer.written).isEmpty();
    }
}

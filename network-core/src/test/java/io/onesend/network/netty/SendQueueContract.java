package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the send queue's state machine with any store; writes complete when the test says so. */
abstract class SendQueueContract {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SendBudget budget = new SendBudget(1000);
    private final HeldWriter writer = new HeldWriter();
    private final RecordingSession session = new RecordingSession();
    private final SendAccount account =
            new SendAccount(budget, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
    private final SendQueue queue = new SendQueue(lane, writer, session, newStore(lane, account), account);

    /** The store under test. */
    abstract SendStore newStore(SendLane itsLane, SendAccount itsAccount);

    /** Holds each write until the test ends it. */
    private final class HeldWriter implements SendWriter {
        final List<Integer> written = new ArrayList<>();
        final List<Completion> pending = new ArrayList<>();
        int abandoned;

        @Override
        public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion) {
            int bytes = batch.readableBytes();
            batch.release();
            if (wrapped != null) {
                bytes += wrapped.readableBytes();
                wrapped.release();
            }
            written.add(bytes);
            pending.add(completion);
        }

        @Override
        public long progress() {
            return 0;
        }

        @Override
        public void abandon() {
            abandoned++;
        }

        void complete() {
            pending.remove(0).written();
            channel.runPendingTasks();
        }

        void fail(Throwable cause) {
            pending.remove(0).failed(cause);
        }
    }

    private static final class RecordingSession implements SendQueue.Listener {
        final List<Throwable> failures = new ArrayList<>();
        final List<Throwable> defects = new ArrayList<>();
        int drained;

        @Override
        public void drained() {
            drained++;
        }

        @Override
        public void writeFailed(Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void queueFailed(Throwable defect) {
            defects.add(defect);
        }
    }

    private Offer offer(int bytes) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame(1, new byte[bytes - 5]))) {
            return queue.offer(packet);
        }
    }

    private void runLane() {
        channel.runPendingTasks();
    }

    @AfterEach
    void everyByteIsGivenBack() {
        queue.close();
        writer.pending.forEach(write -> write.failed(new IOException("closed")));
        runLane();
        assertThat(queue.queuedBytes()).isZero();
        lane.batch().close();
        assertThat(budget.used()).isZero();
        channel.close();
    }

    @Test
    void hasOneWriteOutstandingAndBatchesWhatCameMeanwhile() {
        offer(10);
        runLane();
        offer(20);
        offer(30);
        runLane();
        assertThat(writer.written).containsExactly(10);
        assertThat(queue.isWriting()).isTrue();

        writer.complete();
        assertThat(writer.written).containsExactly(10, 50);

        writer.complete();
        assertThat(queue.isDrained()).isTrue();
        assertThat(queue.writes()).isEqualTo(2);
        assertThat(queue.packetsWritten()).isEqualTo(3);
        assertThat(queue.bytesWritten()).isEqualTo(60);
    }

    @Test
    void countsBytesUntilTheWriteHasCompleted() {
        offer(60);
        runLane();

        assertThat(queue.queuedBytes()).isEqualTo(60);
        assertThat(offer(41)).isEqualTo(Offer.SESSION_FULL);
        assertThat(offer(40)).isEqualTo(Offer.ACCEPTED);

        writer.complete();
        assertThat(queue.queuedBytes()).isEqualTo(40);
    }

    @Test
    void refusesWhatWouldGoOverTheServersLimitAndTakesNothing() {
        assertThat(budget.reserve(950)).isTrue();

        assertThat(offer(51)).isEqualTo(Offer.SERVER_FULL);
        assertThat(queue.queuedBytes()).isZero();
        assertThat(offer(50)).isEqualTo(Offer.ACCEPTED);

        budget.giveBack(950);
    }

    @Test
    void saysWhenEverythingHasGoneOutAfterItStoppedAccepting() {
        offer(10);
        queue.stopAccepting();
        assertThat(offer(10)).isEqualTo(Offer.CLOSED);
        assertThat(queue.isDrained()).isFalse();

        runLane();
        assertThat(session.drained).isZero();
        writer.complete();
        assertThat(session.drained).isEqualTo(1);
    }

    @Test
    void closesOnceEverythingHasGoneOutAndReleasesWhatALateSenderAdds() {
        offer(10);
        assertThat(queue.closeIfDrained()).as("while a packet waits").isFalse();
        runLane();
        assertThat(queue.closeIfDrained()).as("while it is written").isFalse();
        writer.complete();

        assertThat(queue.closeIfDrained()).isTrue();
        assertThat(queue.closeIfDrained()).isTrue();
        // The queue still accepts, as for a sender that looked before it stopped.
        assertThat(offer(20)).isEqualTo(Offer.ACCEPTED);
        runLane();
        assertThat(writer.written).containsExactly(10);
        assertThat(queue.queuedBytes()).isZero();
    }

    @Test
    void releasesWhatWaitsWhenClosedAndWhatIsWrittenWhenItFails() {
        offer(10);
        runLane();
        offer(20);

        queue.close();
        assertThat(queue.queuedBytes()).isEqualTo(10);
        writer.fail(new IOException("reset"));

        assertThat(queue.queuedBytes()).isZero();
        assertThat(session.failures).isEmpty();
        assertThat(offer(10)).isEqualTo(Offer.CLOSED);
    }

    @Test
    void countsAsWrittenWhatWasWrittenAndNotWhatFailed() {
        offer(10);
        runLane();
        assertThat(queue.packetsWritten()).isZero();
        writer.complete();
        offer(20);
        runLane();

        writer.fail(new NoSuchMethodError("of another Netty"));

        assertThat(queue.packetsWritten()).isEqualTo(1);
        assertThat(queue.bytesWritten()).isEqualTo(10);
        assertThat(account.written().packetsOut.get()).isEqualTo(1);
        assertThat(account.written().bytesOut.get()).isEqualTo(10);
        assertThat(account.written().writes.get()).isEqualTo(1);
    }

    @Test
    void reportsAFailedWriteOnce() {
        offer(10);
        runLane();

        writer.fail(new IOException("reset"));

        assertThat(session.failures).singleElement().isInstanceOf(IOException.class);
        assertThat(queue.queuedBytes()).isZero();
    }

    @Test
    void refusesATurnDuringAWriteAndEndsTheSession() {
        offer(10);
        runLane();
        offer(20);
        assertThatThrownBy(queue::drain).isInstanceOf(IllegalStateException.class);

        lane.add(queue);
        runLane();

        assertThat(session.defects).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(writer.written).as("the second turn took nothing").containsExactly(10);
        writer.complete();
        assertThat(writer.written).containsExactly(10, 20);
    }

    @Test
    void servesTheOthersInLineAfterADefect() {
        SendAccount otherAccount =
                new SendAccount(budget, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
        HeldWriter otherWriter = new HeldWriter();
        SendQueue other =
                new SendQueue(lane, otherWriter, new RecordingSession(), newStore(lane, otherAccount), otherAccount);
        offer(10);
        runLane();

        lane.add(queue);
        try (EncodedPacket packet = EncodedPacket.copyOf(frame(1, new byte[25]))) {
            other.offer(packet);
        }
        runLane();

        assertThat(session.defects).hasSize(1);
        assertThat(otherWriter.written).containsExactly(30);
        otherWriter.complete();
        other.close();
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

    private static ByteBuf bytes(int count) {
        return PacketBuffers.ALLOCATOR.directBuffer(count).writeZero(count);
    }

    @Test
    void abandonsNothingWithoutAWriteUnderWay() {
        queue.close();
        assertThat(writer.abandoned).isZero();
    }

    @Test
    void abandonsTheWriteUnderWayWhenClosed() {
        offer(10);
        runLane();
        queue.close();
        assertThat(writer.abandoned).isEqualTo(1);
    }
}

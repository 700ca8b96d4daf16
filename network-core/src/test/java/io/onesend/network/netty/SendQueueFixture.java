package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A send queue with any store, on a lane that the test runs; writes complete when the test says so. */
abstract class SendQueueFixture {

    final EmbeddedChannel channel = new EmbeddedChannel();
    final SendLane lane = new SendLane(channel.eventLoop());
    final SendBudget budget = new SendBudget(1000);
    final HeldWriter writer = new HeldWriter();
    final RecordingSession session = new RecordingSession();
    final SendAccount account =
            new SendAccount(budget, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
    final SendQueue queue = new SendQueue(lane, writer, session, newStore(lane, account), account);

    /** The store under test. */
    abstract SendStore newStore(SendLane itsLane, SendAccount itsAccount);

    /** Holds each write until the test ends it. */
    final class HeldWriter implements SendWriter {
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

    static final class RecordingSession implements SendQueue.Listener {
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

    final Offer offer(int bytes) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame(1, new byte[bytes - 5]))) {
            return queue.offer(packet);
        }
    }

    final void runLane() {
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
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
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
    private final ByteBudget budget = new ByteBudget(1000);
    private final HeldOutlet outlet = new HeldOutlet();
    private final SendAccount account = new SendAccount(budget, 100);
    private final SendQueue queue = new SendQueue(lane, outlet, newStore(lane, account), account);

    /** The store under test. */
    abstract SendStore newStore(SendLane itsLane, SendAccount itsAccount);

    private final class HeldOutlet implements SendQueue.Outlet {
        final List<Integer> written = new ArrayList<>();
        final List<ChannelPromise> pending = new ArrayList<>();
        int drained;
        int failed;

        @Override
        public void write(ByteBuf batch, @Nullable ByteBuf wrapped, SendQueue from) {
            int bytes = batch.readableBytes();
            batch.release();
            if (wrapped != null) {
                bytes += wrapped.readableBytes();
                wrapped.release();
            }
            written.add(bytes);
            ChannelPromise promise = channel.newPromise();
            promise.addListener(from);
            pending.add(promise);
        }

        @Override
        public void drained() {
            drained++;
        }

        @Override
        public void writeFailed(Throwable cause) {
            failed++;
        }

        void complete() {
            pending.remove(0).setSuccess();
            channel.runPendingTasks();
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
        outlet.pending.forEach(promise -> promise.setFailure(new IOException("closed")));
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
        assertThat(outlet.written).containsExactly(10);
        assertThat(queue.isWriting()).isTrue();

        outlet.complete();
        assertThat(outlet.written).containsExactly(10, 50);

        outlet.complete();
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

        outlet.complete();
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
        assertThat(outlet.drained).isZero();
        outlet.complete();
        assertThat(outlet.drained).isEqualTo(1);
    }

    @Test
    void releasesWhatWaitsWhenClosedAndWhatIsWrittenWhenItFails() {
        offer(10);
        runLane();
        offer(20);

        queue.close();
        assertThat(queue.queuedBytes()).isEqualTo(10);
        outlet.pending.remove(0).setFailure(new IOException("reset"));

        assertThat(queue.queuedBytes()).isZero();
        assertThat(outlet.failed).isZero();
        assertThat(offer(10)).isEqualTo(Offer.CLOSED);
    }

    @Test
    void countsAsWrittenWhatWasWrittenAndNotWhatFailed() {
        offer(10);
        runLane();
        assertThat(queue.packetsWritten()).isZero();
        outlet.complete();
        offer(20);
        runLane();

        outlet.pending.remove(0).setFailure(new NoSuchMethodError("of another Netty"));

        assertThat(queue.packetsWritten()).isEqualTo(1);
        assertThat(queue.bytesWritten()).isEqualTo(10);
        assertThat(lane.counters().packetsOut.get()).isEqualTo(1);
        assertThat(lane.counters().bytesOut.get()).isEqualTo(10);
        assertThat(lane.counters().writes.get()).isEqualTo(1);
    }

    @Test
    void reportsAFailedWriteOnce() {
        offer(10);
        runLane();

        outlet.pending.remove(0).setFailure(new IOException("reset"));

        assertThat(outlet.failed).isEqualTo(1);
        assertThat(queue.queuedBytes()).isZero();
    }
}

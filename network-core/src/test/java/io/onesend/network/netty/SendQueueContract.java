package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests the send queue's state machine with any store. */
abstract class SendQueueContract extends SendQueueFixture {

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

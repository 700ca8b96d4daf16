package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests who has a turn when a crowd is in line. The test runs the lane; writes end when the test says so. */
class SendLinesTest {

    private static final int PER_RUN = SendLines.CROWD_PER_RUN;
    private static final int CROWD = 3 * PER_RUN + 10;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SendBudget budget = new SendBudget(1 << 20);
    private final SendQueueFixture.RecordingSession session = new SendQueueFixture.RecordingSession();
    private final List<Integer> turns = new ArrayList<>();
    private final List<SendWriter.Completion> writes = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<SendQueue> crowd =
            IntStream.range(0, CROWD).mapToObj(this::newQueue).toList();
    private final SendQueue other = newQueue(CROWD);

    private SendQueue newQueue(int index) {
        SendAccount account =
                new SendAccount(budget, new SendLimits(100, 50, 25, 100), () -> {}, new SendLaneCounters());
        SendStore store = new SendPacketStore(account, lane.batch(), new SendVerdicts(), false);
        return new SendQueue(lane, new NotingWriter(index), session, store, account);
    }

    /** Notes whose turn it was. */
    private final class NotingWriter implements SendWriter {
        private final int index;

        NotingWriter(int index) {
            this.index = index;
        }

        @Override
        public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion) {
            bytes.add(ByteBufUtil.getBytes(batch));
            batch.release();
            turns.add(index);
            writes.add(completion);
        }

        @Override
        public long progress() {
            return 0;
        }

        @Override
        public void abandon() {
            throw new IllegalStateException("a write is outstanding");
        }
    }

    private void offer(SendQueue queue, int id) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame(id))) {
            assertThat(queue.offer(packet)).isEqualTo(SendQueue.Offer.ACCEPTED);
        }
    }

    /** Does what {@link SendFanOut} does with the receivers of a packet to a crowd. */
    private void offerToCrowd(List<SendQueue> receivers, int id) {
        try (EncodedPacket packet = EncodedPacket.copyOf(frame(id))) {
            assertThat(budget.reserve((long) receivers.size() * packet.length()))
                    .isTrue();
            PacketBuffers.retain(packet, receivers.size());
            receivers.forEach(
                    receiver -> assertThat(receiver.offerPrepared(packet)).isEqualTo(SendQueue.Offer.ACCEPTED));
            SendQueue.publish();
            receivers.forEach(SendQueue::lineUpInCrowd);
        }
    }

    private void endWrites() {
        List<SendWriter.Completion> ended = List.copyOf(writes);
        writes.clear();
        ended.forEach(SendWriter.Completion::written);
    }

    private void runUntilAllIsWritten() {
        do {
            endWrites();
            channel.runPendingTasks();
        } while (!writes.isEmpty());
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @AfterEach
    void everyByteIsGivenBack() {
        runUntilAllIsWritten();
        crowd.forEach(SendQueue::close);
        other.close();
        lane.closeBatches();
        assertThat(budget.used()).isZero();
        assertThat(session.defects).isEmpty();
        channel.close();
    }

    @Test
    void anotherHasItsTurnBeforeTheCrowdThatWasThereFirst() {
        offerToCrowd(crowd, 1);
        offer(other, 1);

        lane.run();

        assertThat(turns.get(0)).isEqualTo(CROWD);
        assertThat(turns.subList(1, turns.size())).isEqualTo(numbers(0, PER_RUN));
    }

    @Test
    void eachOfTheCrowdHasOneTurnAndInTheirOrder() {
        offerToCrowd(crowd, 1);

        channel.runPendingTasks();

        assertThat(turns).isEqualTo(numbers(0, CROWD));
    }

    @Test
    void theCrowdIsServedAlthoughOthersKeepLiningUp() {
        List<SendQueue> busy = IntStream.range(CROWD + 1, CROWD + 1 + 2 * PER_RUN)
                .mapToObj(this::newQueue)
                .toList();
        offerToCrowd(crowd, 1);
        for (int run = 0; run < 4; run++) {
            busy.forEach(queue -> offer(queue, 1));
            lane.run();
            endWrites();
        }

        assertThat(turns).containsAll(numbers(0, CROWD));
        busy.forEach(SendQueue::close);
    }

    @Test
    void packetsOfOneSessionLeaveInTheirOrderFromEitherLine() {
        offerToCrowd(crowd, 1);
        SendQueue last = crowd.get(CROWD - 1);
        offer(last, 2);
        offerToCrowd(List.of(last), 3);
        assertThat(last.isInCrowd()).isTrue();
        offer(other, 1);
        offerToCrowd(List.of(other), 2);
        assertThat(other.isInCrowd()).isFalse();

        channel.runPendingTasks();

        assertThat(bytes.get(turns.indexOf(CROWD - 1))).isEqualTo(joined(1, 2, 3));
        assertThat(bytes.get(turns.indexOf(CROWD))).isEqualTo(joined(1, 2));
    }

    private static byte[] joined(int... ids) {
        byte[] all = new byte[ids.length * frame(1).length];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(frame(ids[i]), 0, all, i * frame(1).length, frame(1).length);
        }
        return all;
    }

    /** As in a room in which somebody always speaks: with a single line, all whose writes end would be served at once. */
    @Test
    void aPacketToTheCrowdThatComesDuringTheirWritesWaitsInTheirLineAfterwards() {
        offerToCrowd(crowd, 1);
        channel.runPendingTasks();
        offerToCrowd(crowd, 2);
        turns.clear();
        endWrites();
        assertThat(crowd).allMatch(SendQueue::isInCrowd);

        offer(other, 1);
        lane.run();

        assertThat(turns).hasSize(1 + PER_RUN).startsWith(CROWD);
    }

    @Test
    void onceServedAMemberOfTheCrowdLinesUpWithTheOthersAgain() {
        offerToCrowd(crowd, 1);
        channel.runPendingTasks();
        offerToCrowd(crowd, 2);
        runUntilAllIsWritten();

        Set<SendQueue> inCrowd = new HashSet<>();
        for (SendQueue queue : crowd) {
            offer(queue, 3);
            if (queue.isInCrowd()) {
                inCrowd.add(queue);
            }
        }
        assertThat(inCrowd).isEmpty();
    }

    @Test
    void aMemberThatEndsWhileItWaitsIsPassedOver() {
        offerToCrowd(crowd, 1);
        lane.run();
        crowd.get(CROWD - 1).close();

        channel.runPendingTasks();

        assertThat(turns).isEqualTo(numbers(0, CROWD - 1));
        assertThat(crowd.get(CROWD - 1).queuedBytes()).isZero();
    }
}

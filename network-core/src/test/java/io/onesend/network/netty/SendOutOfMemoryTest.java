package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a packet or batch for which there is no memory ends its session alone, and leaves nothing to the next one. */
class SendOutOfMemoryTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SendBudget budget = new SendBudget(1 << 20);
    private final Memory memory = new Memory();
    private final SendBatch batch = new SendBatch(memory, true);
    private final EncodedPacket lost = EncodedPacket.copyOf(new byte[] {1, 1, 1});
    private final EncodedPacket next = EncodedPacket.copyOf(new byte[] {2});

    private static final class Memory extends AbstractByteBufAllocator {
        boolean isGone;

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            if (isGone) {
                throw new OutOfMemoryError("on purpose");
            }
            return new UnpooledDirectByteBuf(this, initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** A session that closes its queue when that has failed, and ends each write at once. */
    private final class Receiver implements SendWriter, SendQueue.Listener {
        final List<Byte> received = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        final SendQueue queue;

        Receiver() {
            this(account -> new SendPacketStore(account, batch, new SendVerdicts(), false));
        }

        Receiver(Function<SendAccount, SendStore> newStore) {
            SendAccount account = new SendAccount(
                    budget, new SendLimits(1 << 20, 1 << 19, 1 << 18, 1 << 20), () -> {}, new SendLaneCounters());
            queue = new SendQueue(lane, this, this, newStore.apply(account), account);
        }

        @Override
        public void write(ByteBuf bytes, @Nullable ByteBuf wrapped, Completion completion) {
            while (bytes.isReadable()) {
                received.add(bytes.readByte());
            }
            bytes.release();
            completion.written();
        }

        @Override
        public long progress() {
            return 0;
        }

        @Override
        public void abandon() {}

        @Override
        public void drained() {}

        @Override
        public void writeFailed(Throwable cause) {
            failures.add(cause);
        }

        @Override
        public void queueFailed(Throwable defect) {
            failures.add(defect);
            queue.close();
        }
    }

    @AfterEach
    void nothingIsLeft() {
        batch.close();
        assertThat(budget.used()).isZero();
        assertThat(PacketBuffers.references(lost)).isEqualTo(1);
        assertThat(PacketBuffers.references(next)).isEqualTo(1);
        lost.close();
        next.close();
        channel.close();
    }

    private void runWithout(Receiver unlucky) {
        memory.isGone = true;
        unlucky.queue.offer(lost);
        channel.runPendingTasks();
        memory.isGone = false;
        assertThat(unlucky.received).isEmpty();
        assertThat(unlucky.failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void sendsTheNextSessionItsOwnPacketsAlone() {
        runWithout(new Receiver());

        Receiver lucky = new Receiver();
        lucky.queue.offer(next);
        channel.runPendingTasks();
        assertThat(lucky.received).containsExactly((byte) 2);
        assertThat(lucky.failures).isEmpty();
        lucky.queue.close();
    }

    /** The store with a ring takes its memory with the first packet, on the sender's thread. */
    private final class Ring extends SendRingStore {
        Ring(SendAccount account) {
            super(account);
        }

        @Override
        ByteBuf newRing(int bytes) {
            return memory.directBuffer(bytes, bytes);
        }
    }

    @Test
    void itsSenderHearsThatASessionWithoutMemoryForItsRingIsClosed() {
        List<Function<SendQueue, SendQueue.Offer>> ways = List.of(
                queue -> queue.offer(lost), queue -> queue.offerOrAwaitRoom(lost), queue -> queue.offerPrepared(lost));
        for (Function<SendQueue, SendQueue.Offer> way : ways) {
            Receiver unlucky = new Receiver(Ring::new);
            memory.isGone = true;
            assertThat(way.apply(unlucky.queue)).isEqualTo(SendQueue.Offer.CLOSED);
            memory.isGone = false;

            assertThat(unlucky.failures).singleElement().isInstanceOf(OutOfMemoryError.class);
            assertThat(way.apply(unlucky.queue)).isEqualTo(SendQueue.Offer.CLOSED);
            channel.runPendingTasks();
            assertThat(unlucky.received).isEmpty();
        }
    }

    @Test
    void findsMemoryAgainAfterItsBufferWasTooSmall() {
        Receiver first = new Receiver();
        first.queue.offer(next);
        channel.runPendingTasks();
        EncodedPacket large = EncodedPacket.copyOf(new byte[3000]);
        Receiver unlucky = new Receiver();
        memory.isGone = true;
        for (int i = 0; i < 4; i++) {
            unlucky.queue.offer(large);
        }
        channel.runPendingTasks();
        memory.isGone = false;
        assertThat(unlucky.failures).hasSize(1);
        assertThat(PacketBuffers.references(large)).isEqualTo(1);
        large.close();

        first.queue.offer(next);
        channel.runPendingTasks();
        assertThat(first.received).containsExactly((byte) 2, (byte) 2);
        first.queue.close();
    }

    @Test
    void releasesALongPacketForWhoseHeaderThereIsNone() {
        SendBatch framed = new SendFramedBatch(Framing.WEBSOCKET_BINARY, memory, true);
        EncodedPacket large = EncodedPacket.copyOf(new byte[5000]);
        framed.fill(new ArrayDeque<>(List.of(large))::poll);

        memory.isGone = true;
        assertThatThrownBy(framed::take).isInstanceOf(OutOfMemoryError.class);

        assertThat(framed.isEmpty()).isTrue();
        assertThat(PacketBuffers.references(large)).isZero();
    }
}

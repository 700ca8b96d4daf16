package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.packet.EncodedPacket;
import org.jspecify.annotations.Nullable;

/**
 * The send queues of one lane, on an event loop that the benchmark runs by hand. Their writes end at once, as a session's do
 * while its receiver keeps up, so what is measured is the library's part without the system call.
 */
final class Receivers {

    private static final int LIMIT_OF_EACH = 64 * 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SendLane lane = new SendLane(channel.eventLoop());
    private final SendBudget budget;
    private final Receiver[] receivers;
    private long sent;

    private final class Receiver implements SendWriter, SendQueue.Listener {
        final SendQueue queue;

        Receiver(String store) {
            SendAccount account = new SendAccount(budget, new SendLimits(LIMIT_OF_EACH, LIMIT_OF_EACH / 2, LIMIT_OF_EACH / 4, LIMIT_OF_EACH), () -> {}, new SendLaneCounters());
            queue = new SendQueue(lane, this, this, newStore(store, account), account);
        }

        private SendStore newStore(String store, SendAccount account) {
            return switch (store) {
                case "queue" -> new SendPacketStore(account, lane.batch(), new SendVerdicts(), false);
                case "ring" -> new SendRingStore(account);
                default -> throw new IllegalArgumentException(store);
            };
        }

        @Override
        public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion) {
            batch.release();
            if (wrapped != null) {
                wrapped.release();
            }
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
        public void queueFailed(Throwable defect) {
            throw new IllegalStateException(defect);
        }

        @Override
        public void writeFailed(Throwable cause) {
            throw new IllegalStateException(cause);
        }
    }

    Receivers(String store, int count) {
        budget = new SendBudget((long) count * LIMIT_OF_EACH);
        receivers = new Receiver[count];
        for (int i = 0; i < count; i++) {
            receivers[i] = new Receiver(store);
        }
    }

    /** Offers the packet to everybody; the lane's turn writes it. */
    void send(EncodedPacket packet) {
        for (Receiver receiver : receivers) {
            receiver.queue.offer(packet);
        }
        channel.runPendingTasks();
        sent++;
    }

    /** Fails if a packet was refused or is still waiting: the figures would be those of something else. */
    void close() {
        for (Receiver receiver : receivers) {
            if (receiver.queue.packetsWritten() != sent || !receiver.queue.isDrained()) {
                throw new IllegalStateException(receiver.queue.packetsWritten() + " of " + sent + " packets written");
            }
            receiver.queue.close();
        }
        lane.batch().close();
        if (budget.used() != 0) {
            throw new IllegalStateException(budget.used() + " bytes were not given back");
        }
        channel.close();
    }
}

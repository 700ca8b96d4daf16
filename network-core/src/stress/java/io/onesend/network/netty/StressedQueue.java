package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A send queue whose event loop and writes are run by hand, and what the actors of a stress test do with it. */
final class StressedQueue implements SendWriter, SendQueue.Listener {

    enum Store {
        QUEUE,
        RING
    }

    static final int PACKET_BYTES = 10;
    static final int FIRST_BYTES = 2;

    private final HandLoop loop = new HandLoop();
    private final SendLane lane = new SendLane(loop);
    private final SendBudget budget;
    private final SendAccount account;
    private final AtomicInteger told = new AtomicInteger();
    private final SendQueue queue;
    private final EncodedPacket packet = EncodedPacket.copyOf(new byte[PACKET_BYTES]);
    private @Nullable Completion outstanding;
    private int bytesWritten;

    StressedQueue(Store store, int limit) {
        this(store, new SendLimits(limit, limit / 2, limit / 4, limit), new SendBudget(1 << 20));
    }

    StressedQueue(Store store, SendLimits limits, SendBudget budget) {
        this.budget = budget;
        account = new SendAccount(budget, limits, told::incrementAndGet, new SendLaneCounters());
        queue = new SendQueue(
                lane,
                this,
                this,
                store == Store.RING
                        ? new SendRingStore(account)
                        : new SendPacketStore(account, lane.batch(), new SendVerdicts(), false),
                account);
    }

    @Override
    public void write(ByteBuf batch, @Nullable ByteBuf wrapped, Completion completion) {
        bytesWritten += batch.readableBytes();
        batch.release();
        if (wrapped != null) {
            bytesWritten += wrapped.readableBytes();
            wrapped.release();
        }
        outstanding = completion;
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
        throw new IllegalStateException(cause);
    }

    @Override
    public void queueFailed(Throwable defect) {
        throw new IllegalStateException(defect);
    }

    /** Any thread. */
    SendQueue.Offer offer() {
        return queue.offer(packet);
    }

    /** Any thread; the queue tells later if it has no room now. */
    SendQueue.Offer offerOrAwaitRoom() {
        return queue.offerOrAwaitRoom(packet);
    }

    /** How often it was told that the session is writable again; -1 if the session is not writable. */
    int toldUnlessStuck() {
        return queue.isWritable() ? told.get() : -1;
    }

    /** Before the actors: a first packet is on its way out. */
    StressedQueue withAWriteUnderWay() {
        loop.enter();
        offer();
        loop.runAll();
        leave();
        return this;
    }

    /** The I/O thread's: the write ends, and the queue goes idle or lines up. */
    void completeWrite() {
        loop.enter();
        Completion completion = outstanding;
        outstanding = null;
        completion.written();
    }

    /** The I/O thread's: two bytes go out before what waits. */
    void writeFirst() {
        loop.enter();
        queue.writeFirst(PacketBuffers.ALLOCATOR.directBuffer(FIRST_BYTES).writeZero(FIRST_BYTES));
    }

    /** The I/O thread's: the connection is gone. */
    void close() {
        loop.enter();
        queue.close();
    }

    private void leave() {
        lane.batch().endOfTurn();
    }

    /** After the actors: the event loop does what it was told to, and no more; says how many bytes were written in all. */
    int runToTheEnd() {
        loop.enter();
        loop.runAll();
        while (outstanding != null) {
            completeWrite();
            loop.runAll();
        }
        return bytesWritten;
    }

    long queuedBytes() {
        return queue.queuedBytes() + budget.used();
    }

    /** Gives everything back and says how many references to the packet are left besides its creator's. */
    int referencesLeft() {
        loop.enter();
        queue.close();
        loop.runAll();
        lane.batch().close();
        int left = PacketBuffers.references(packet) - 1;
        packet.close();
        return left;
    }
}

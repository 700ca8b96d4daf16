package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.atomic.unpadded.MpscChunkedAtomicUnpaddedArrayQueue;

/**
 * The packets of one session on their way out, with a single write outstanding ("1-Send").
 *
 * <pre>
 *   IDLE ──────► SCHEDULED   any thread   a packet was accepted; the session lines up in its lane
 *   SCHEDULED ─► WRITING     I/O thread   the lane's turn: a batch is taken and written, once
 *   SCHEDULED ─► IDLE        I/O thread   the lane's turn, and nothing there
 *   WRITING ───► IDLE        I/O thread   the write has completed; looks again, and perhaps lines up
 *   any ───────► CLOSED      I/O thread   the connection is gone; what waits is released
 * </pre>
 *
 * Whoever makes the transition to SCHEDULED puts the queue into the lane, so it stands in line at most once. The last step,
 * looking again after going idle, is what keeps a packet that came in between from waiting for ever.
 *
 * <p>Bytes are counted before a packet is accepted, for the session and for the whole server; every accepted packet is
 * released exactly once: when its batch was taken, or when the queue is closed. Its bytes count until the write has
 * completed.
 */
final class SendQueue implements ChannelFutureListener {

    enum State {
        IDLE,
        SCHEDULED,
        WRITING,
        CLOSED
    }

    /** What became of an offered packet; the session makes a policy of it. */
    enum Offer {
        ACCEPTED,
        SESSION_FULL,
        SERVER_FULL,
        CLOSED
    }

    /** What the queue writes to and reports to; called on the I/O thread. */
    interface Outlet {
        /** Writes and flushes; the future given to the queue's listener tells when it is done. */
        void write(ByteBuf batch, SendQueue queue);

        /** Nothing is queued or being written, and nothing more is accepted: an orderly close can go on. */
        void drained();

        void writeFailed(Throwable cause);
    }

    /** A first chunk for every session, further ones for those that fall behind. */
    private static final int CHUNK = 8;

    /** Small packets are bounded by number too: a queue slot and a buffer cost memory that their bytes do not show. */
    private static final int BYTES_PER_PACKET_AT_LEAST = 64;

    private static final int MIN_PACKETS = 1024;

    private static final VarHandle STATE;
    private static final VarHandle QUEUED_BYTES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(SendQueue.class, "state", State.class);
            QUEUED_BYTES = lookup.findVarHandle(SendQueue.class, "queuedBytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SendLane lane;
    private final Outlet outlet;
    private final ByteBudget budget;
    private final long maxBytes;

    // Any thread.
    private final MpscChunkedAtomicUnpaddedArrayQueue<EncodedPacket> packets;
    private volatile State state = State.IDLE;
    private volatile long queuedBytes;
    private volatile boolean accepting = true;

    // I/O thread.
    private int writingBytes;
    private long writes;
    private long packetsWritten;
    private long bytesWritten;

    SendQueue(SendLane lane, Outlet outlet, ByteBudget budget, NetworkConfig.Send limits) {
        this.lane = lane;
        this.outlet = outlet;
        this.budget = budget;
        this.maxBytes = limits.maxBytes();
        this.packets = new MpscChunkedAtomicUnpaddedArrayQueue<>(CHUNK, maxPackets(limits.maxBytes()));
    }

    static int maxPackets(long maxBytes) {
        long most = Math.max(MIN_PACKETS, maxBytes / BYTES_PER_PACKET_AT_LEAST);
        return (int) Math.min(1 << 24, most);
    }

    /** Accepts the packet with a reference of its own, or changes nothing. */
    @AnyThread
    Offer offer(EncodedPacket packet) {
        if (!accepting) {
            return Offer.CLOSED;
        }
        int bytes = packet.length();
        if (!budget.reserve(bytes)) {
            return Offer.SERVER_FULL;
        }
        long before = (long) QUEUED_BYTES.getAndAdd(this, (long) bytes);
        if (before + bytes > maxBytes) {
            giveBack(bytes);
            return Offer.SESSION_FULL;
        }
        PacketBuffers.content(packet).retain();
        if (!packets.offer(packet)) {
            packet.close();
            giveBack(bytes);
            return Offer.SESSION_FULL;
        }
        lineUp();
        return Offer.ACCEPTED;
    }

    private void lineUp() {
        // A growing JCTools queue says "empty" until an ordered store, which the read below could overtake without a
        // fence:
        // the I/O thread would go idle over a packet that this thread takes for being looked after.
        VarHandle.fullFence();
        State now = state;
        if (now == State.IDLE) {
            if (STATE.compareAndSet(this, State.IDLE, State.SCHEDULED)) {
                lane.add(this);
            }
        } else if (now == State.CLOSED) {
            // The queue was closed between the first look and the offer: the lane's turn releases what slipped in.
            lane.add(this);
        }
    }

    /** The lane's turn: takes a batch and writes it. */
    @IoThread
    void drain() {
        if (state == State.CLOSED) {
            discard();
            return;
        }
        assert state == State.SCHEDULED && writingBytes == 0 : state + " with " + writingBytes + " bytes in flight";
        SendBatch batch = lane.batch();
        batch.fill(packets);
        if (batch.isEmpty()) {
            becomeIdle();
            return;
        }
        writingBytes = batch.bytes();
        writes++;
        packetsWritten += batch.packets();
        bytesWritten += batch.bytes();
        lane.counters().wrote(batch.packets(), batch.bytes());
        state = State.WRITING;
        // May complete, and call back, before it returns: nothing of this queue is touched after it.
        outlet.write(batch.take(), this);
    }

    @Override
    @IoThread
    public void operationComplete(ChannelFuture written) {
        int bytes = writingBytes;
        writingBytes = 0;
        giveBack(bytes);
        if (state == State.CLOSED) {
            return;
        }
        assert state == State.WRITING : state;
        if (written.isSuccess()) {
            becomeIdle();
        } else {
            outlet.writeFailed(written.cause());
        }
    }

    private void becomeIdle() {
        state = State.IDLE;
        if (!packets.isEmpty()) {
            lineUp();
        } else if (!accepting) {
            outlet.drained();
        }
    }

    /** Refuses further packets; what was accepted still goes out. */
    @AnyThread
    void stopAccepting() {
        accepting = false;
    }

    /** Whether everything accepted has been handed to the kernel. */
    @IoThread
    boolean isDrained() {
        return state == State.IDLE && packets.isEmpty();
    }

    @IoThread
    boolean isWriting() {
        return state == State.WRITING;
    }

    /** Writes begun. */
    @IoThread
    long writes() {
        return writes;
    }

    @IoThread
    long packetsWritten() {
        return packetsWritten;
    }

    @IoThread
    long bytesWritten() {
        return bytesWritten;
    }

    /** Releases what waits; a write under way gives its bytes back when it fails. */
    @IoThread
    void close() {
        accepting = false;
        state = State.CLOSED;
        discard();
    }

    private void discard() {
        EncodedPacket packet;
        while ((packet = packets.poll()) != null) {
            giveBack(packet.length());
            packet.close();
        }
    }

    private void giveBack(int bytes) {
        QUEUED_BYTES.getAndAdd(this, (long) -bytes);
        budget.giveBack(bytes);
    }

    /** Accepted and not yet written. */
    @AnyThread
    long queuedBytes() {
        return queuedBytes;
    }
}

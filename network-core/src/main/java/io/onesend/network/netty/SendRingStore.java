package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.SendQueue.Offer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code ring}: one fixed ring of bytes. Packets are copied in at once and written directly from it.
 *
 * <pre>
 *        head            head + taken       committed        claimed      head + capacity
 *   free  │ being written     │   waiting       │ being copied  │  free       │
 * </pre>
 *
 * Positions only grow; a byte's place is its position modulo the capacity. A sender claims room by moving {@code claimed},
 * copies, and moves {@code committed} after the senders before it have done so. {@code head} moves when a write has ended, so
 * bytes being written are never overwritten. A packet that does not fit is refused.
 *
 * <p>The memory is allocated with the first packet and released with the session. A sender spins while the sender before it is
 * still copying; with one sending thread, such as a logic loop, that does not happen.
 */
class SendRingStore implements SendStore {

    /** The value of {@code claimed} once nothing more is accepted; its last position is kept in another field. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(SendRingStore.class, "claimed", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SendAccount account;
    private final int capacity;

    // Any thread.
    private volatile long claimed;
    private volatile long committed;
    /** Packets put in; written by the sender whose turn it is to commit. */
    private volatile long packetsIn;

    private volatile @Nullable Memory memory;

    // I/O thread; head is read by senders.
    private volatile long head;
    private int taken;
    private int takenPackets;
    private long packetsOut;
    private long claimedWhenClosed = -1;

    /** The ring for Netty to write and for senders to fill: absolute puts move no position that senders share. */
    private record Memory(ByteBuf ring, ByteBuffer bytes) {}

    SendRingStore(SendAccount account) {
        this.account = account;
        this.capacity = capacity(account.limits().most());
    }

    /** The smallest power of two that holds the limit. */
    static int capacity(long limit) {
        return limit <= 1 ? 1 : Math.toIntExact(Long.highestOneBit(limit - 1) << 1);
    }

    // ---- any thread puts in

    @Override
    @AnyThread
    public Offer offer(EncodedPacket packet) {
        int bytes = bytesOf(packet);
        Offer room = account.reserve(bytes);
        if (room != Offer.ACCEPTED) {
            return room;
        }
        boolean isIn = false;
        try {
            isIn = put(packet, bytes);
        } finally {
            if (!isIn) {
                account.giveBack(bytes);
            }
        }
        return isIn ? Offer.ACCEPTED : Offer.CLOSED;
    }

    @Override
    @AnyThread
    public Offer offerWithoutDropping(EncodedPacket packet) {
        return offer(packet);
    }

    @Override
    @AnyThread
    public Offer offerPrepared(EncodedPacket packet) {
        int bytes = packet.length();
        if (!account.reserveOwn(bytes)) {
            return Offer.SESSION_FULL;
        }
        boolean isIn = false;
        try {
            isIn = put(packet, bytes);
        } finally {
            if (!isIn) {
                account.giveBackOwn(bytes);
            }
        }
        if (!isIn) {
            return Offer.CLOSED;
        }
        packet.close();
        return Offer.ACCEPTED;
    }

    /**
     * Whoever has claimed room must fill it, because those behind wait for that. So all that can fail comes first: there may be no
     * memory, or the packet may have been closed.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // packetsIn: one sender at a time has the turn to commit.
    private boolean put(EncodedPacket packet, int bytes) {
        Memory to = memory();
        if (to == null) {
            return false;
        }
        if (PacketBuffers.references(packet) <= 0) {
            throw new IllegalReferenceCountException(PacketBuffers.references(packet));
        }
        long from = claim(bytes);
        if (from < 0) {
            return false;
        }
        copyIn(packet, from, bytes, to.bytes());
        while (committed != from) {
            Thread.onSpinWait();
        }
        committing(packet);
        packetsIn = packetsIn + 1;
        committed = from + bytes;
        return true;
    }

    /** The bytes that a packet takes in the ring. */
    int bytesOf(EncodedPacket packet) {
        return packet.length();
    }

    /** It is this packet's turn to be seen by the I/O thread. */
    void committing(EncodedPacket packet) {
        // Without a framing its length says all.
    }

    private long claim(int bytes) {
        while (true) {
            long from = claimed;
            if (from == CLOSED) {
                return CLOSED;
            }
            // There is always room: the account's limit is not above the capacity,
            // and it counts bytes until head has passed them.
            assert from + bytes - head <= capacity;
            if (CLAIMED.compareAndSet(this, from, from + bytes)) {
                return from;
            }
        }
    }

    /** Copies the packet to its place in the ring, around the ring's end if need be. */
    void copyIn(EncodedPacket packet, long from, int length, ByteBuffer ring) {
        int at = place(from);
        int first = Math.min(length, capacity - at);
        PacketBuffers.copy(packet, 0, ring, at, first);
        if (first < length) {
            PacketBuffers.copy(packet, first, ring, 0, length - first);
        }
    }

    @Override
    @AnyThread
    public long longestPacket() {
        return account.limits().longest();
    }

    /** Null: nothing more is accepted. */
    private @Nullable Memory memory() {
        Memory current = memory;
        return current != null ? current : allocate();
    }

    private synchronized @Nullable Memory allocate() {
        Memory current = memory;
        if (current == null && claimed != CLOSED) {
            ByteBuf ring = newRing(capacity).setIndex(0, capacity);
            current = new Memory(ring, ring.nioBuffer());
            memory = current;
        }
        return current;
    }

    /** @throws OutOfMemoryError if there is none */
    ByteBuf newRing(int bytes) {
        return PacketBuffers.ALLOCATOR.directBuffer(bytes, bytes);
    }

    /** After nothing more is accepted. */
    private synchronized void free() {
        Memory current = memory;
        if (current != null) {
            memory = null;
            current.ring().release();
        }
    }

    private int place(long position) {
        return (int) position & capacity - 1;
    }

    // ---- the I/O thread takes out

    @Override
    @IoThread
    public @Nullable ByteBuf take() {
        Memory current = memory;
        int waiting = (int) (committed - head);
        if (waiting == 0 || current == null) {
            return null;
        }
        assert taken == 0;
        taken = waiting;
        long packets = packetsIn;
        takenPackets = (int) (packets - packetsOut);
        packetsOut = packets;
        int at = place(head);
        return current.ring().retainedSlice(at, Math.min(waiting, capacity - at));
    }

    @Override
    @IoThread
    public @Nullable ByteBuf takeWrapped() {
        int wrapped = place(head) + taken - capacity;
        Memory current = memory;
        return wrapped <= 0 || current == null ? null : current.ring().retainedSlice(0, wrapped);
    }

    @Override
    @IoThread
    public int takenPackets() {
        return takenPackets;
    }

    @Override
    @IoThread
    public int takenBytes() {
        return taken;
    }

    @Override
    @IoThread
    @SuppressWarnings("NonAtomicVolatileUpdate") // head: the I/O thread alone writes it.
    public void written() {
        int bytes = taken;
        taken = 0;
        takenPackets = 0;
        head += bytes;
        account.giveBack(bytes);
    }

    @Override
    @IoThread
    public boolean isEmpty() {
        return committed == head + taken;
    }

    /** Netty owns the memory of a write under way until it has ended; the rest is not touched after this. */
    @Override
    @IoThread
    public boolean discard() {
        if (claimedWhenClosed < 0) {
            claimedWhenClosed = (long) CLAIMED.getAndSet(this, CLOSED);
        }
        if (committed != claimedWhenClosed) {
            return false;
        }
        long waiting = committed - head - taken;
        if (waiting > 0) {
            account.giveBack(waiting);
            committed = head + taken;
            claimedWhenClosed = committed;
        }
        free();
        return true;
    }
}

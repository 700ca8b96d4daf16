package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the packets of one write: takes them from a queue until the batch is large enough, and makes one buffer of them. One
 * batch serves all sessions of a lane, one after another.
 *
 * <p>In a room nearly every member is sent the same packets in one pass. So the last batch is remembered until the lane's turn
 * ends: a session with the same packets gets the same bytes again, without copying or allocating, and the packets' references
 * are released together. A channel's write completes at once unless a receiver is slow; the buffer is then filled again. A write
 * of the ring completes after the turn, so each of its batches has a buffer of its own.
 */
@IoThread
class SendBatch {

    /** A batch is complete at this size: a larger one gains nothing, because the system call copies all of it anyway. */
    static final int ENOUGH_BYTES = 64 * 1024;

    static final int MOST_PACKETS = 1024;

    /** Packets of this length on average are not copied into one buffer but written from their own memory, in one system call. */
    static final int LARGE_BYTES = 8 * 1024;

    /** Such a batch may be longer, because nothing is copied. */
    static final int ENOUGH_LARGE_BYTES = 256 * 1024;

    /** The largest buffer that is kept; a slow receiver may pin one of this size, so it is not larger. */
    private static final int KEPT_BYTES = 8 * 1024;

    final ByteBufAllocator allocator;

    /** Whether the writers of this lane can write a buffer of several parts at once: channels can, the ring of io_uring cannot. */
    private final boolean gathers;

    // Packets being taken for the next write.
    private @Nullable EncodedPacket[] taken = new EncodedPacket[16];
    private int packets;
    private int bytes;

    // Packets in the buffer, and the number of sessions it went to.
    private @Nullable EncodedPacket[] written = new EncodedPacket[16];
    private int writtenPackets;
    private int writtenBytes;
    private int uses;
    private @Nullable ByteBuf buffer;

    SendBatch(ByteBufAllocator allocator, boolean gathers) {
        this.allocator = allocator;
        this.gathers = gathers;
    }

    /** The source of a batch's packets. */
    interface Source {
        /** Takes the next packet with its reference, or null. */
        @Nullable
        EncodedPacket next();
    }

    /** Takes packets from the source into this batch, which must be empty. */
    void fill(Source source) {
        assert packets == 0;
        fill(source, ENOUGH_BYTES);
        if (bytes >= ENOUGH_BYTES && isGathered()) {
            fill(source, ENOUGH_LARGE_BYTES);
        }
    }

    private void fill(Source source, int enoughBytes) {
        while (bytes < enoughBytes && packets < MOST_PACKETS) {
            EncodedPacket packet = source.next();
            if (packet == null) {
                return;
            }
            if (packets == taken.length) {
                taken = Arrays.copyOf(taken, 2 * packets);
            }
            taken[packets++] = packet;
            bytes += packet.length();
        }
    }

    private boolean isGathered() {
        return gathers && bytes >= packets * LARGE_BYTES;
    }

    boolean isEmpty() {
        return packets == 0;
    }

    int packets() {
        return packets;
    }

    int bytes() {
        return bytes;
    }

    /** The batch as one buffer, which the caller owns and releases; the batch is empty again, also if there is no memory for it. */
    ByteBuf take() {
        EncodedPacket only = packets == 1 ? taken[0] : null;
        ByteBuf itself = only == null ? null : PacketBuffers.ownMemory(only);
        if (only != null && itself != null) {
            only.close();
            taken[0] = null;
            packets = 0;
            bytes = 0;
            return around(itself);
        }
        if (packets > 1 && isGathered()) {
            return gather();
        }
        if (!isSameAsWritten()) {
            forgetWritten();
            copyTakenOrDrop();
        }
        uses++;
        packets = 0;
        bytes = 0;
        return view();
    }

    /** A buffer of the packets' own memory; short packets among them are copied. Without memory for it the packets are dropped. */
    private ByteBuf gather() {
        CompositeByteBuf all = allocator.compositeDirectBuffer(packets);
        try {
            for (int i = 0; i < packets; i++) {
                EncodedPacket packet = taken[i];
                assert packet != null;
                ByteBuf itself = PacketBuffers.ownMemory(packet);
                all.addComponent(true, itself == null ? copyOf(i) : around(itself));
            }
        } catch (Throwable failed) {
            all.release();
            throw failed;
        } finally {
            dropTaken();
        }
        return all;
    }

    private ByteBuf copyOf(int index) {
        EncodedPacket packet = taken[index];
        assert packet != null;
        ByteBuf copy = allocator.directBuffer(packet.length() + bytesAround(taken, index, index + 1));
        append(taken, index, index + 1, copy);
        return copy;
    }

    /** What the packets stand in. */
    Framing framing() {
        return Framing.NONE;
    }

    /** The bytes that are written beside those of the packets: none. */
    int bytesAround(@Nullable EncodedPacket[] of, int from, int to) {
        return 0;
    }

    /** Copies packets to the end of a buffer, with the bytes around them. */
    void append(@Nullable EncodedPacket[] of, int from, int to, ByteBuf out) {
        for (int i = from; i < to; i++) {
            EncodedPacket packet = of[i];
            assert packet != null;
            PacketBuffers.append(packet, out);
        }
    }

    /** The bytes to write for a packet that is not copied. Takes ownership of its memory. */
    ByteBuf around(ByteBuf packet) {
        return packet;
    }

    /** Whether the last session's bytes serve this one too. */
    boolean isSameAsWritten() {
        return packets == writtenPackets && Arrays.equals(taken, 0, packets, written, 0, packets);
    }

    /** Without memory for them the packets are dropped: the next session must not be sent them. */
    private void copyTakenOrDrop() {
        try {
            copyTaken();
        } catch (Throwable failed) {
            dropTaken();
            throw failed;
        }
    }

    private void dropTaken() {
        for (int i = 0; i < packets; i++) {
            EncodedPacket packet = taken[i];
            assert packet != null;
            packet.close();
            taken[i] = null;
        }
        packets = 0;
        bytes = 0;
    }

    private void copyTaken() {
        ByteBuf out = emptyBuffer(bytes + bytesAround(taken, 0, packets));
        append(taken, 0, packets, out);
        @Nullable EncodedPacket[] spare = written;
        written = taken;
        taken = spare;
        writtenPackets = packets;
        writtenBytes = out.readableBytes();
    }

    private ByteBuf emptyBuffer(int capacity) {
        ByteBuf kept = buffer;
        if (kept != null) {
            if (kept.refCnt() == 1 && kept.capacity() >= capacity) {
                return kept.clear();
            }
            kept.release();
            buffer = null;
        }
        // Without gathering it is for the ring. It will not be filled again, so it is no larger than what it is for.
        ByteBuf fresh = allocator.directBuffer(gathers ? Math.max(capacity, KEPT_BYTES) : capacity);
        buffer = fresh;
        return fresh;
    }

    private ByteBuf view() {
        ByteBuf out = buffer;
        if (out == null) {
            throw new IllegalStateException("a batch without a buffer");
        }
        // The last write of this buffer has ended; otherwise it still needs its own indices.
        return out.refCnt() == 1
                ? out.setIndex(0, writtenBytes).retain()
                : out.retainedDuplicate().setIndex(0, writtenBytes);
    }

    /** Forgets the remembered batch at the end of the lane's turn. */
    void endOfTurn() {
        forgetWritten();
        ByteBuf kept = buffer;
        if (kept != null && (kept.refCnt() > 1 || kept.capacity() > KEPT_BYTES)) {
            kept.release();
            buffer = null;
        }
    }

    private void forgetWritten() {
        for (int i = 0; i < writtenPackets; i++) {
            EncodedPacket packet = written[i];
            assert packet != null;
            PacketBuffers.release(packet, uses);
            written[i] = null;
        }
        writtenPackets = 0;
        uses = 0;
    }

    /** Releases the buffer; nothing more will be written. */
    void close() {
        endOfTurn();
        ByteBuf kept = buffer;
        if (kept != null) {
            kept.release();
            buffer = null;
        }
    }
}

package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one write carries: packets are taken from a queue until the batch is large enough, and leave as one buffer. One batch
 * serves all sessions of a lane, one after another.
 *
 * <p>In a room nearly everybody is sent the very same packets in one pass. So the last batch is remembered until the lane's
 * turn ends: who is due the same is given the same bytes again, without copying or allocating, and the packets' references
 * are given back together. A write that completes at once, as they do unless a receiver is slow, leaves the buffer to be
 * filled again.
 */
@IoThread
final class SendBatch {

    /** A batch is closed once it holds so much: more gains nothing on a system call that copies it all anyway. */
    static final int ENOUGH_BYTES = 64 * 1024;

    static final int MOST_PACKETS = 1024;

    /** The buffer that is kept; a slow receiver may pin one of this size, so it is not larger. */
    private static final int KEPT_BYTES = 8 * 1024;

    private final ByteBufAllocator allocator;

    // What is being taken for the next write.
    private @Nullable EncodedPacket[] taken = new EncodedPacket[16];
    private int packets;
    private int bytes;

    // What the buffer holds, and to how many sessions it went.
    private @Nullable EncodedPacket[] written = new EncodedPacket[16];
    private int writtenPackets;
    private int writtenBytes;
    private int uses;
    private @Nullable ByteBuf buffer;

    SendBatch(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** Where the packets of a batch come from. */
    interface Source {
        /** The next one, with its reference, or null. */
        @Nullable
        EncodedPacket next();
    }

    /** Takes packets over from the source into this batch, which is empty. */
    void fill(Source source) {
        assert packets == 0;
        while (bytes < ENOUGH_BYTES && packets < MOST_PACKETS) {
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

    boolean isEmpty() {
        return packets == 0;
    }

    int packets() {
        return packets;
    }

    int bytes() {
        return bytes;
    }

    /** The batch as one buffer, which the caller owns and releases; the batch is empty again. */
    ByteBuf take() {
        EncodedPacket only = packets == 1 ? taken[0] : null;
        ByteBuf itself = only == null ? null : PacketBuffers.ownMemory(only);
        if (only != null && itself != null) {
            only.close();
            taken[0] = null;
            packets = 0;
            bytes = 0;
            return itself;
        }
        if (!isSameAsWritten()) {
            forgetWritten();
            copyTaken();
        }
        uses++;
        packets = 0;
        bytes = 0;
        return view();
    }

    private boolean isSameAsWritten() {
        return packets == writtenPackets && Arrays.equals(taken, 0, packets, written, 0, packets);
    }

    private void copyTaken() {
        ByteBuf out = emptyBuffer();
        for (int i = 0; i < packets; i++) {
            EncodedPacket packet = taken[i];
            assert packet != null;
            PacketBuffers.append(packet, out);
        }
        @Nullable EncodedPacket[] spare = written;
        written = taken;
        taken = spare;
        writtenPackets = packets;
        writtenBytes = bytes;
    }

    private ByteBuf emptyBuffer() {
        ByteBuf kept = buffer;
        if (kept != null) {
            if (kept.refCnt() == 1 && kept.capacity() >= bytes) {
                return kept.clear();
            }
            kept.release();
        }
        ByteBuf fresh = allocator.directBuffer(Math.max(bytes, KEPT_BYTES));
        buffer = fresh;
        return fresh;
    }

    private ByteBuf view() {
        ByteBuf out = buffer;
        if (out == null) {
            throw new IllegalStateException("a batch without a buffer");
        }
        // The last write of it is done with, or it still needs its own idea of how far it has come.
        return out.refCnt() == 1
                ? out.setIndex(0, writtenBytes).retain()
                : out.retainedDuplicate().setIndex(0, writtenBytes);
    }

    /** The lane's turn is over: gives back what was remembered. */
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

    /** Nothing more will be written. */
    void close() {
        endOfTurn();
        ByteBuf kept = buffer;
        if (kept != null) {
            kept.release();
            buffer = null;
        }
    }
}

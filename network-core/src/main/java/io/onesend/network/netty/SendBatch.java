package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What one write carries: packets are taken from a queue until the batch is large enough, and leave as one buffer. One batch
 * serves all sessions of a lane, one after another.
 */
@IoThread
final class SendBatch {

    /** A batch is closed once it holds so much: more gains nothing on a system call that copies it all anyway. */
    static final int ENOUGH_BYTES = 64 * 1024;

    static final int MOST_PACKETS = 1024;

    /** From here on a packet that is alone is written from its own memory; below, copying is cheaper than a view. */
    private static final int COPY_BELOW_BYTES = 4096;

    private final ByteBufAllocator allocator;
    private @Nullable EncodedPacket[] taken = new EncodedPacket[16];
    private int packets;
    private int bytes;

    SendBatch(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** Moves packets, with their references, from the queue into this batch, which is empty. */
    void fill(Queue<EncodedPacket> queue) {
        assert packets == 0;
        while (bytes < ENOUGH_BYTES && packets < MOST_PACKETS) {
            EncodedPacket packet = queue.poll();
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

    /** The batch as one buffer, which the caller owns; the packets are released and the batch is empty again. */
    ByteBuf take() {
        EncodedPacket first = taken[0];
        ByteBuf out = packets == 1 && bytes >= COPY_BELOW_BYTES && first != null
                ? PacketBuffers.content(first).retainedDuplicate()
                : copy();
        release();
        return out;
    }

    private ByteBuf copy() {
        ByteBuf out = allocator.directBuffer(bytes, bytes);
        for (int i = 0; i < packets; i++) {
            EncodedPacket packet = taken[i];
            assert packet != null;
            ByteBuf content = PacketBuffers.content(packet);
            out.writeBytes(content, content.readerIndex(), content.readableBytes());
        }
        return out;
    }

    private void release() {
        for (int i = 0; i < packets; i++) {
            EncodedPacket packet = taken[i];
            assert packet != null;
            packet.close();
            taken[i] = null;
        }
        packets = 0;
        bytes = 0;
    }
}

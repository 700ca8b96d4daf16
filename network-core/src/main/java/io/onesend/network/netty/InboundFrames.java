package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bytes of one session that are not a whole frame yet, or not wanted yet. It keeps nothing after a read that ends
 * with a frame. An incomplete frame is kept in a buffer of its own size, so that a slow peer does not pin a large read buffer. The
 * memory of a longer one grows with the bytes that have come, because a peer may announce a frame that it never sends.
 * It holds at most one frame and the reads that had begun before reading was turned off. These are not moved together: on epoll
 * they are all that the socket has if the peer ends meanwhile.
 */
@IoThread
final class InboundFrames {

    /** Takes one frame. */
    interface Sink {
        /** Returns whether the next frame is wanted now. */
        boolean frame(PacketReader frame, int length);
    }

    /** A frame up to this length has a buffer for all of it at once; that of a longer one doubles. */
    private static final int SHORT_FRAME = InboundBudget.FREE;

    /** A frame above this length stays in the buffers in which it came until it is whole. */
    private static final int LONG_FRAME = 1 << 16;

    private final PacketReader reader;
    private InboundFrameCutter cutter;
    private @Nullable ByteBuf rest;

    /** A long frame that has begun; then {@link #rest} is null. */
    private @Nullable InboundParts parts;

    /** Reads that came after what is not wanted yet, as they came; null if there are none. */
    private @Nullable ArrayDeque<ByteBuf> behind;

    /** The bytes of the incomplete frame that were searched without finding its end. */
    private int looked;

    /** The length of the incomplete frame; {@link InboundFrameCutter#INCOMPLETE} while it is not known. */
    private int begunLength = InboundFrameCutter.INCOMPLETE;

    /** The reader is shared by the sessions of a lane: each uses it within one call of {@link #cut}. */
    InboundFrames(InboundFrameCutter cutter, PacketReader reader) {
        this.cutter = cutter.forSession();
        this.reader = reader;
    }

    /** Cuts what follows the last frame in another way. No part of it was searched yet. */
    void change(InboundFrameCutter other) {
        assert looked == 0 && begunLength < 0;
        cutter = other.forSession();
    }

    /** Takes ownership of the bytes of one read. */
    void add(ByteBuf data) {
        if (behind != null || isUnwanted()) {
            behind().addLast(data);
        } else {
            goOnWith(data);
        }
    }

    /** Whether what is held here has to be cut before anything is added to it. */
    private boolean isUnwanted() {
        boolean isNotLookedAt = rest != null && looked == 0 && begunLength < 0;
        return isNotLookedAt || (parts != null && parts.isWhole());
    }

    private void goOnWith(ByteBuf data) {
        if (parts == null) {
            rest = append(rest, data);
            return;
        }
        ByteBuf ofNextFrame = parts.add(data);
        if (ofNextFrame != null) {
            behind().addFirst(ofNextFrame);
        }
    }

    private ArrayDeque<ByteBuf> behind() {
        ArrayDeque<ByteBuf> reads = behind;
        if (reads == null) {
            reads = new ArrayDeque<>();
            behind = reads;
        }
        return reads;
    }

    /** Moves the bytes to the end of the buffer, or of a larger one in its place. */
    private ByteBuf append(@Nullable ByteBuf begun, ByteBuf data) {
        if (begun == null) {
            return data;
        }
        ByteBuf target = begun;
        if (begun.writableBytes() < data.readableBytes()) {
            int together = begun.readableBytes() + data.readableBytes();
            target = PacketBuffers.ALLOCATOR.directBuffer(Math.max(together, Math.min(begunLength, 2 * together)));
            target.writeBytes(begun);
            begun.release();
        }
        target.writeBytes(data);
        data.release();
        return target;
    }

    /**
     * Hands on whole frames as long as they are wanted; false if it stopped because the next one was not.
     *
     * @throws MalformedPacketException if a frame length is impossible or the sink refused a frame; the bytes are dropped
     */
    boolean cut(Sink sink) {
        boolean wanted = cutHeld(sink);
        while (wanted && behind != null) {
            ArrayDeque<ByteBuf> reads = behind;
            ByteBuf next = reads.remove();
            if (reads.isEmpty()) {
                behind = null;
            }
            goOnWith(next);
            wanted = cutHeld(sink);
        }
        return wanted;
    }

    private boolean cutHeld(Sink sink) {
        if (parts != null) {
            if (!parts.isWhole()) {
                return true;
            }
            rest = parts.join();
            parts = null;
        }
        return cutRest(sink);
    }

    private boolean cutRest(Sink sink) {
        ByteBuf bytes = rest;
        if (bytes == null) {
            return true;
        }
        int available = bytes.readableBytes();
        if (available < begunLength) {
            return true;
        }
        int used = 0;
        int next = begunLength;
        boolean wanted = true;
        try {
            ByteBuffer nio = bytes.internalNioBuffer(bytes.readerIndex(), available);
            int base = nio.position();
            PacketBuffers.lend(reader, bytes, bytes.readerIndex() - base);
            while (wanted) {
                if (next < 0) {
                    next = cutter.frameLength(nio, base + used, available - used, looked);
                }
                if (next < 0) {
                    looked = available - used;
                    break;
                }
                looked = 0;
                if (next > available - used) {
                    break;
                }
                reader.wrap(nio, base + used, cutter.contentLength(nio, base + used, next));
                used += next;
                wanted = sink.frame(reader, next);
                next = InboundFrameCutter.INCOMPLETE;
            }
        } catch (Throwable notFrames) {
            release();
            throw notFrames;
        } finally {
            PacketBuffers.lend(reader, null, 0);
        }
        begunLength = next;
        bytes.skipBytes(used);
        if (!bytes.isReadable()) {
            releaseRest();
        } else if (wanted) {
            keepBegun(bytes);
        }
        return wanted;
    }

    private void keepBegun(ByteBuf bytes) {
        int begun = bytes.readableBytes();
        if (begunLength > LONG_FRAME) {
            parts = new InboundParts(begunLength);
            parts.add(bytes);
            rest = null;
            return;
        }
        int room = begunLength < 0 ? cutter.roomFor(begun) : Math.min(begunLength, Math.max(begun, SHORT_FRAME));
        if (bytes.writableBytes() + begun >= room && bytes.capacity() <= 2L * room) {
            return;
        }
        rest = PacketBuffers.ALLOCATOR.directBuffer(Math.max(room, begun)).writeBytes(bytes);
        bytes.release();
    }

    /** The memory of what is held, in bytes. */
    int memory() {
        int memory = rest == null ? 0 : rest.capacity();
        if (parts != null) {
            memory += parts.memory();
        }
        if (behind != null) {
            memory += behind.stream().mapToInt(ByteBuf::capacity).sum();
        }
        return memory;
    }

    void release() {
        releaseRest();
        if (parts != null) {
            parts.release();
            parts = null;
        }
        if (behind != null) {
            behind.forEach(ByteBuf::release);
            behind = null;
        }
    }

    private void releaseRest() {
        ByteBuf bytes = rest;
        rest = null;
        looked = 0;
        begunLength = InboundFrameCutter.INCOMPLETE;
        if (bytes != null) {
            bytes.release();
        }
    }
}

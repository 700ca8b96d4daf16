package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.MalformedPacketException;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bytes of one session that are not a whole frame yet, or not wanted yet. It keeps nothing after a read that ends
 * with a frame. An incomplete frame is kept in a buffer of its own size, so that a slow peer does not pin a large read buffer.
 * It holds at most one frame and the reads that had begun before reading was turned off.
 */
@IoThread
final class InboundFrames {

    /** Takes one frame. */
    interface Sink {
        /** Returns whether the next frame is wanted now. */
        boolean frame(PacketReader frame, int length);
    }

    private final PacketReader reader;
    private InboundFrameCutter cutter;
    private @Nullable ByteBuf rest;

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
        ByteBuf begun = rest;
        if (begun == null) {
            rest = data;
            return;
        }
        if (begun.writableBytes() < data.readableBytes()) {
            ByteBuf larger = PacketBuffers.ALLOCATOR.directBuffer(begun.readableBytes() + data.readableBytes());
            larger.writeBytes(begun);
            begun.release();
            begun = larger;
            rest = larger;
        }
        begun.writeBytes(data);
        data.release();
    }

    /**
     * Hands on whole frames as long as they are wanted; false if it stopped because the next one was not.
     *
     * @throws MalformedPacketException if a frame length is impossible or the sink refused a frame; the bytes are dropped
     */
    boolean cut(Sink sink) {
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
            release();
        } else if (wanted) {
            keepBegun(bytes, next < 0 ? cutter.roomFor(bytes.readableBytes()) : next);
        }
        return wanted;
    }

    private void keepBegun(ByteBuf bytes, int frameBytes) {
        int begun = bytes.readableBytes();
        if (bytes.writableBytes() + begun >= frameBytes && bytes.capacity() <= 2 * frameBytes) {
            return;
        }
        rest = PacketBuffers.ALLOCATOR.directBuffer(Math.max(frameBytes, begun)).writeBytes(bytes);
        bytes.release();
    }

    void release() {
        ByteBuf bytes = rest;
        rest = null;
        looked = 0;
        begunLength = InboundFrameCutter.INCOMPLETE;
        if (bytes != null) {
            bytes.release();
        }
    }
}

package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.IoThread;
import io.onesend.network.packet.PacketBuffers;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of one long frame in parts, which are the buffers in which they came, unless they came few at a time. So its
 * memory grows with the bytes, and most bytes are moved only once, when the last one is there.
 */
@IoThread
final class InboundParts {

    // The room of a part for bytes that came few at a time: as much as has come before, within these limits.
    private static final int LEAST_ROOM = InboundBudget.FREE;
    private static final int MOST_ROOM = 1 << 16;

    private final int frameLength;
    private final ArrayDeque<ByteBuf> parts = new ArrayDeque<>();
    private int bytes;
    private int memory;

    InboundParts(int frameLength) {
        this.frameLength = frameLength;
    }

    /**
     * Adds the bytes up to the end of the frame. Every part but the last is full.
     *
     * @param data is taken over
     * @return the same if there are bytes of a next frame in it, for the caller; else null
     */
    @Nullable
    ByteBuf add(ByteBuf data) {
        int missing = Math.min(data.readableBytes(), frameLength - bytes);
        ByteBuf last = parts.peekLast();
        if (last != null) {
            int fits = Math.min(last.writableBytes(), missing);
            last.writeBytes(data, fits);
            bytes += fits;
            missing -= fits;
        }
        if (missing > 0 && missing == data.readableBytes() && isWellFilled(data)) {
            if (data.refCnt() == 1) {
                // Bytes in front went into the part before. Their room is of use at the end only. If the buffer is
                // shared, a frame in front was passed on in it, whose bytes stay where they are.
                data.discardReadBytes();
            }
            keep(data);
            return null;
        }
        if (missing > 0) {
            int room = Math.min(frameLength - bytes, Math.max(LEAST_ROOM, Math.min(MOST_ROOM, bytes)));
            keep(PacketBuffers.ALLOCATOR.directBuffer(Math.max(missing, room)).writeBytes(data, missing));
        }
        if (data.isReadable()) {
            return data;
        }
        data.release();
        return null;
    }

    private static boolean isWellFilled(ByteBuf data) {
        return data.readableBytes() >= LEAST_ROOM && data.readableBytes() >= data.capacity() / 2;
    }

    private void keep(ByteBuf part) {
        parts.add(part);
        bytes += part.readableBytes();
        memory += part.capacity();
    }

    boolean isWhole() {
        return bytes == frameLength;
    }

    /** The whole frame in one buffer, for the caller. Nothing is left here. */
    ByteBuf join() {
        assert isWhole();
        ByteBuf whole = PacketBuffers.ALLOCATOR.directBuffer(frameLength);
        parts.forEach(whole::writeBytes);
        release();
        return whole;
    }

    /** The memory of the buffers. */
    int memory() {
        return memory;
    }

    void release() {
        parts.forEach(ByteBuf::release);
        parts.clear();
        memory = 0;
    }
}

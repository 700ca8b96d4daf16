package io.onesend.network.netty;

import io.onesend.network.FrameEnd;
import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;

/**
 * Finds where a frame ends. A caller that asks again when more bytes have come passes the number already searched, so that a line
 * that arrives byte by byte is searched once. There is a subclass for each way to cut, so that a program with one format, as the
 * chat, pays for one only.
 */
abstract class InboundFrameCutter {

    /** The header, or the delimiter, has not arrived yet. */
    static final int INCOMPLETE = -1;

    /** Room for a frame whose header has not arrived yet. */
    private static final int UNKNOWN_FRAME_BYTES = 64;

    final int maxFrameBytes;

    InboundFrameCutter(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Makes the cutter of a format.
     *
     * @throws IllegalArgumentException if every frame of that format is longer than the maximum
     */
    static InboundFrameCutter of(FrameFormat format, int maxFrameBytes) {
        FrameEnd end = format.end();
        if (end.shortestFrame() > maxFrameBytes) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes
                    + ", but the header or delimiter of the frameFormat alone has " + end.shortestFrame());
        }
        if (end instanceof FrameEnd.ByLength length) {
            return new InboundLengthCutter(length, maxFrameBytes);
        }
        if (end instanceof FrameEnd.ByDelimiter delimiter) {
            return new InboundDelimiterCutter(delimiter, maxFrameBytes);
        }
        if (end instanceof FrameEnd.ByRule byRule) {
            return new InboundRuleCutter(byRule.rule(), maxFrameBytes);
        }
        return new InboundRawCutter(maxFrameBytes);
    }

    /** The cutter to use for one session: this one if it keeps nothing of a session. */
    InboundFrameCutter forSession() {
        return this;
    }

    /** The same, for a frame that was not searched before. */
    final int frameLength(ByteBuffer bytes, int from, int available) {
        return frameLength(bytes, from, available, 0);
    }

    /**
     * The length of the frame that begins at {@code from}, header and delimiter included, once its header or delimiter has
     * arrived; a frame with a header may still be incomplete. A raw stream's frame is everything available, up to the maximum.
     *
     * @param available bytes from there on; perhaps none
     * @param looked the bytes available when this frame was last {@link #INCOMPLETE}; zero at first
     * @return {@link #INCOMPLETE} until the whole header or the delimiter has arrived
     * @throws MalformedPacketException if no frame can have that length
     */
    abstract int frameLength(ByteBuffer bytes, int from, int available, int looked);

    /** Whether bytes that came as one message are exactly one frame. */
    boolean isOneFrame(ByteBuffer bytes, int from, int length) {
        return length > 0 && frameLength(bytes, from, length) == length;
    }

    /** The length of a whole frame without its delimiter: the part that is handed on. */
    int contentLength(ByteBuffer bytes, int from, int frameLength) {
        return frameLength;
    }

    /**
     * The room to keep for a frame of unknown length after a number of its bytes. It grows by a factor each time, so that the
     * bytes of a long frame are not moved for each new byte.
     */
    final int roomFor(int begun) {
        int room = begun < UNKNOWN_FRAME_BYTES ? UNKNOWN_FRAME_BYTES : Integer.highestOneBit(begun) << 1;
        return Math.min(room, Math.max(maxFrameBytes, begun));
    }
}

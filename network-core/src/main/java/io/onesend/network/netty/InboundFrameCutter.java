package io.onesend.network.netty;

import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds where a frame ends. Stateless: a caller that asks again when more bytes have come passes the number already searched, so
 * that a line that arrives byte by byte is searched once.
 */
final class InboundFrameCutter {

    /** The header, or the delimiter, has not arrived yet. */
    static final int INCOMPLETE = -1;

    /** Room for a frame whose header has not arrived yet. */
    private static final int UNKNOWN_FRAME_BYTES = 64;

    private final FrameFormat format;
    private final int maxFrameBytes;
    private final byte[] delimiter;

    InboundFrameCutter(FrameFormat format, int maxFrameBytes) {
        this.format = format;
        this.maxFrameBytes = maxFrameBytes;
        this.delimiter = new byte[format.delimiter().size()];
        for (int i = 0; i < delimiter.length; i++) {
            delimiter[i] = format.delimiter().get(i);
        }
    }

    /** The same, for a frame that was not searched before. */
    int frameLength(ByteBuffer bytes, int from, int available) {
        return frameLength(bytes, from, available, 0);
    }

    /**
     * The length of the frame that begins at {@code from}, header and delimiter included, once its header or delimiter has
     * arrived; a frame with a header may still be incomplete. A raw stream's frame is everything available, up to the maximum.
     *
     * @param available bytes from there on
     * @param looked the bytes available when this frame was last {@link #INCOMPLETE}; zero at first
     * @return {@link #INCOMPLETE} until the whole header or the delimiter has arrived
     * @throws MalformedPacketException if no frame can have that length
     */
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
        return switch (format.kind()) {
            case LENGTH_PREFIXED -> lengthInHeader(bytes, from, available);
            case DELIMITED, LINE -> lengthToDelimiter(bytes, from, available, looked);
            case RAW -> available == 0 ? INCOMPLETE : Math.min(available, maxFrameBytes);
        };
    }

    /** The length of a whole frame without its delimiter: the part that is handed on. */
    int contentLength(ByteBuffer bytes, int from, int frameLength) {
        int content = frameLength - delimiter.length;
        boolean carriageReturn =
                format.kind() == FrameFormat.Kind.LINE && content > 0 && bytes.get(from + content - 1) == '\r';
        return carriageReturn ? content - 1 : content;
    }

    /**
     * The room to keep for a frame of unknown length after a number of its bytes. It grows by a factor each time, so that the
     * bytes of a long frame are not moved for each new byte.
     */
    int roomFor(int begun) {
        int room = begun < UNKNOWN_FRAME_BYTES ? UNKNOWN_FRAME_BYTES : Integer.highestOneBit(begun) << 1;
        return Math.min(room, Math.max(maxFrameBytes, begun));
    }

    private int lengthToDelimiter(ByteBuffer bytes, int from, int available, int looked) {
        int end = Math.min(available, maxFrameBytes);
        // The last bytes searched may be the first of the delimiter.
        int at = Math.max(0, looked - delimiter.length + 1);
        for (; at + delimiter.length <= end; at++) {
            if (isDelimiter(bytes, from + at)) {
                return at + delimiter.length;
            }
        }
        if (available >= maxFrameBytes) {
            throw new MalformedPacketException("no delimiter within " + maxFrameBytes + " bytes");
        }
        return INCOMPLETE;
    }

    private boolean isDelimiter(ByteBuffer bytes, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (bytes.get(at + i) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private int lengthInHeader(ByteBuffer bytes, int from, int available) {
        if (available < format.headerBytes()) {
            return INCOMPLETE;
        }
        long value = unsigned(bytes, from + format.lengthOffset());
        long length = format.lengthCountsHeader() ? value : value + format.headerBytes();
        if (length < format.headerBytes() || length > maxFrameBytes) {
            throw new MalformedPacketException(
                    "frame length " + length + " is not " + format.headerBytes() + " to " + maxFrameBytes);
        }
        return (int) length;
    }

    private long unsigned(ByteBuffer bytes, int from) {
        int width = format.lengthBytes();
        boolean little = format.lengthOrder() == ByteOrder.LITTLE_ENDIAN;
        long value = 0;
        for (int i = 0; i < width; i++) {
            int at = little ? width - 1 - i : i;
            value = (value << 8) | (bytes.get(from + at) & 0xff);
        }
        return value;
    }
}

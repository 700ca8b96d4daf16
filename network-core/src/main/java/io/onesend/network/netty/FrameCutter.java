package io.onesend.network.netty;

import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds where a frame ends. Stateless: it looks at the same bytes again when more have come. */
final class FrameCutter {

    /** The header, or the rest of the frame, is not there yet. */
    static final int INCOMPLETE = -1;

    private final FrameFormat format;
    private final int maxFrameBytes;

    FrameCutter(FrameFormat format, int maxFrameBytes) {
        this.format = format;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * The length of the frame that begins at {@code from}, header included, as soon as its header is there; the rest of it
     * may still be missing. A raw stream's frame is everything available, up to the maximum.
     *
     * @param available bytes from there on
     * @return {@link #INCOMPLETE} while the header is not whole
     * @throws MalformedPacketException if no frame can have that length
     */
    int frameLength(ByteBuffer bytes, int from, int available) {
        if (format.kind() == FrameFormat.Kind.RAW) {
            return available == 0 ? INCOMPLETE : Math.min(available, maxFrameBytes);
        }
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

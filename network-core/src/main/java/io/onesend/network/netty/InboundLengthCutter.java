package io.onesend.network.netty;

import io.onesend.network.FrameEnd;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a frame's length in its header. */
final class InboundLengthCutter extends InboundFrameCutter {

    private final int lengthOffset;
    private final int lengthBytes;
    private final boolean littleEndian;
    private final boolean lengthCountsHeader;
    private final int headerBytes;

    InboundLengthCutter(FrameEnd.ByLength end, int maxFrameBytes) {
        super(maxFrameBytes);
        this.lengthOffset = end.lengthOffset();
        this.lengthBytes = end.lengthBytes();
        this.littleEndian = end.lengthOrder() == ByteOrder.LITTLE_ENDIAN;
        this.lengthCountsHeader = end.lengthCountsHeader();
        this.headerBytes = end.headerBytes();
    }

    @Override
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
        if (available < headerBytes) {
            return INCOMPLETE;
        }
        long value = unsigned(bytes, from + lengthOffset);
        long length = lengthCountsHeader ? value : value + headerBytes;
        if (length < headerBytes || length > maxFrameBytes) {
            throw new MalformedPacketException(
                    "frame length " + length + " is not " + headerBytes + " to " + maxFrameBytes);
        }
        return (int) length;
    }

    private long unsigned(ByteBuffer bytes, int from) {
        long value = 0;
        for (int i = 0; i < lengthBytes; i++) {
            int at = littleEndian ? lengthBytes - 1 - i : i;
            value = (value << 8) | (bytes.get(from + at) & 0xff);
        }
        return value;
    }
}

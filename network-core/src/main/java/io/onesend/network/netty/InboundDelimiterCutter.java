package io.onesend.network.netty;

import io.onesend.network.FrameEnd;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;

/** Searches for what ends a frame or line. */
final class InboundDelimiterCutter extends InboundFrameCutter {

    private final byte[] delimiter;
    private final boolean stripsCarriageReturn;

    InboundDelimiterCutter(FrameEnd.ByDelimiter end, int maxFrameBytes) {
        super(maxFrameBytes);
        this.delimiter = new byte[end.delimiter().size()];
        for (int i = 0; i < delimiter.length; i++) {
            delimiter[i] = end.delimiter().get(i);
        }
        this.stripsCarriageReturn = end.stripsCarriageReturn();
    }

    @Override
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
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

    @Override
    int contentLength(ByteBuffer bytes, int from, int frameLength) {
        int content = frameLength - delimiter.length;
        boolean carriageReturn = stripsCarriageReturn && content > 0 && bytes.get(from + content - 1) == '\r';
        return carriageReturn ? content - 1 : content;
    }

    private boolean isDelimiter(ByteBuffer bytes, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (bytes.get(at + i) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}

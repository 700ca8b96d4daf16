package io.onesend.network.netty;

import java.nio.ByteBuffer;

/** Hands on bytes as they came, at most as many as a frame may have. */
final class InboundRawCutter extends InboundFrameCutter {

    InboundRawCutter(int maxFrameBytes) {
        super(maxFrameBytes);
    }

    @Override
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
        return available == 0 ? INCOMPLETE : Math.min(available, maxFrameBytes);
    }

    /** An empty message too is one. */
    @Override
    boolean isOneFrame(ByteBuffer bytes, int from, int length) {
        return length <= maxFrameBytes;
    }
}

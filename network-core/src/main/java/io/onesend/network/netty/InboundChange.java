package io.onesend.network.netty;

import io.onesend.network.FrameFormat;
import io.onesend.network.packet.PacketDecoder;

/** How the next frames of a session are cut and decoded, on its way from the listener to the I/O thread. */
record InboundChange(InboundFrameCutter cutter, PacketDecoder<?> decoder, boolean oneAtATime) {

    /**
     * Makes the cutter of a format.
     *
     * @throws IllegalArgumentException if every frame of that format is longer than the maximum
     */
    static InboundChange to(FrameFormat format, PacketDecoder<?> decoder, int maxFrameBytes) {
        return new InboundChange(InboundFrameCutter.of(format, maxFrameBytes), decoder, format.isOneAtATime());
    }
}

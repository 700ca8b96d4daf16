package io.onesend.network;

import io.onesend.network.packet.MalformedPacketException;

/**
 * Tells from a frame's head how long its body is, for {@link FrameFormat#headAndBody}. Called on I/O threads, on several at a time
 * for different sessions, once for each frame.
 */
@FunctionalInterface
public interface BodyLength {

    /**
     * The number of bytes between the end of the head and the end of the frame.
     *
     * @param head without the bytes that end it; must not be kept
     * @return 0: a frame without a body. What ends the body, if anything does, counts too. A negative number is a defect
     * @throws MalformedPacketException if the head makes no sense; closes the session with a protocol error
     */
    long bodyLength(FrameBytes head);
}

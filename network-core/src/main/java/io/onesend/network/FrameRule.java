package io.onesend.network;

import io.onesend.network.packet.MalformedPacketException;

/**
 * Finds where a frame ends, for a protocol that no ready-made {@link FrameFormat} cuts. It is called on I/O threads, on several at
 * a time for different sessions, so it must hold no state; {@link FrameBytes#note(long)} keeps a number for it.
 *
 * <p>It is asked about each frame, again and again as its bytes arrive, until it knows the length. From then on it is not asked
 * about that frame, also if most of its bytes are still to come. A rule for frames of a fixed length is {@code (bytes, looked) ->
 * 100}.
 *
 * <p>A rule that throws another exception than the one below, or returns 0 or a negative number other than {@link #MORE_NEEDED},
 * is a defect: its session is closed with {@link DisconnectReason#INTERNAL_ERROR}, and the log shows the exception.
 */
@FunctionalInterface
public interface FrameRule {

    /** The length is not known before more bytes have arrived. */
    long MORE_NEEDED = -1;

    /**
     * The length of the frame that begins with the first of these bytes.
     *
     * @param bytes at least one; what has arrived of the frame, and perhaps of those behind it; must not be kept
     * @param looked the number of these bytes that were there when this rule last said of this frame that more are needed; 0 at
     *     first. A rule that searches goes on from there, so that a long frame is searched once
     * @return the length of the whole frame, which is handed on as it is; {@link #MORE_NEEDED} if it is not known yet. A length
     *     above the session's limit closes the session, as does a frame whose length is not known when the limit is reached
     * @throws MalformedPacketException if no frame begins like this; closes the session with a protocol error
     */
    long frameLength(FrameBytes bytes, int looked);
}

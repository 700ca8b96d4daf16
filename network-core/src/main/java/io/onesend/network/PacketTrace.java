package io.onesend.network;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one packet came, was handled, and was answered. All durations count from {@code read}. What the listener sends after its
 * callback has returned, for instance when a database has answered, is not part of it.
 *
 * @param sessionId of {@link Session#id}
 * @param peer address of the sender
 * @param packet name of the packet's class; never its content
 * @param bytes length of its frame
 * @param read when the frame was found whole
 * @param decoded when the packet was made of it
 * @param logicBegun when the listener was called
 * @param logicDone when the listener had returned
 * @param sends packets that the listener's call put into the queues of traced sessions, without those of {@code Delivery.latest}, and of
 *     queues that drop the oldest or are rings
 * @param encoded when the first of these went into a queue: it was encoded by then; null: there was none
 * @param firstWritten when the first of these was handed to the kernel; null: none was
 * @param lastWritten when the last of these was; null: none was
 */
public record PacketTrace(
        long sessionId,
        SocketAddress peer,
        String packet,
        int bytes,
        Instant read,
        Duration decoded,
        Duration logicBegun,
        Duration logicDone,
        int sends,
        @Nullable Duration encoded,
        @Nullable Duration firstWritten,
        @Nullable Duration lastWritten) {

    /** {@return from the frame until the listener had returned and all its sends had been written} */
    public Duration whole() {
        return lastWritten == null || lastWritten.compareTo(logicDone) < 0 ? logicDone : lastWritten;
    }
}

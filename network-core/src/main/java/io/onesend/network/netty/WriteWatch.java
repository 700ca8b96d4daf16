package io.onesend.network.netty;

import io.onesend.network.events.NetworkEvents;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Follows the write that a session has outstanding, looked at once a second and not timed each: a receiver is slow if it is
 * the same write for long, and has stalled if that write does not move at all. There is one only while a write is outstanding,
 * so that an idle session does not pay for it.
 */
@IoThread
final class WriteWatch {

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long write = -1;
    private long writeSince;
    private long progress;
    private long progressSince;
    private boolean told;

    /** Notes how far the write has come, in bytes, and tells of a slow receiver, once for each write, if somebody records it. */
    void look(NettySession session, long bytes, long now) {
        SendQueue queue = session.sendQueue();
        if (queue.writes() != write) {
            write = queue.writes();
            writeSince = now;
            told = false;
            moved(bytes, now);
        } else if (bytes != progress) {
            moved(bytes, now);
        }
        if (!told && now - writeSince > SLOW_NANOS && NetworkEvents.areSlowReceiversOn()) {
            told = true;
            NetworkEvents.receiverIsSlow(session, TimeUnit.NANOSECONDS.toMillis(now - writeSince), queue.queuedBytes());
        }
    }

    private void moved(long bytes, long now) {
        progress = bytes;
        progressSince = now;
    }

    /** Whether the write has not moved a byte for the time-out, which zero turns off. */
    boolean hasStalled(long now, Duration timeout) {
        return !timeout.isZero() && now - progressSince > timeout.toNanos();
    }
}

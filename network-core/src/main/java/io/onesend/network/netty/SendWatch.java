package io.onesend.network.netty;

import io.onesend.network.events.NetworkEvents;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a session's outstanding write, once a second. A receiver is slow if the same write stays outstanding for long, and has
 * stalled if that write makes no progress. The object exists only while a write is outstanding, so that an idle session does not
 * pay for it.
 */
@IoThread
final class SendWatch {

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long write = -1;
    private long writeSince;
    private long progress;
    private long progressSince;
    private boolean told;

    /** Notes the progress of the outstanding write. Returns what watches it from now on, or null if there is none. */
    static @Nullable SendWatch look(@Nullable SendWatch before, NettySession session, long now) {
        SendQueue queue = session.sendQueue();
        if (!queue.isWriting()) {
            return null;
        }
        SendWatch watch = before == null ? new SendWatch() : before;
        watch.look(session, queue.progress(), now);
        return watch;
    }

    /** Notes the write's progress in bytes; reports a slow receiver, once for each write, if that is recorded. */
    private void look(NettySession session, long bytes, long now) {
        SendQueue queue = session.sendQueue();
        if (queue.writes() != write) {
            write = queue.writes();
            writeSince = now;
            told = false;
            moved(bytes, now);
        } else if (bytes != progress) {
            moved(bytes, now);
        }
        if (!told && isSlow(now) && NetworkEvents.areSlowReceiversOn()) {
            told = true;
            NetworkEvents.receiverIsSlow(session, TimeUnit.NANOSECONDS.toMillis(outstanding(now)), queue.queuedBytes());
        }
    }

    private void moved(long bytes, long now) {
        progress = bytes;
        progressSince = now;
    }

    /** Whether the same write has been outstanding for more than a second. */
    boolean isSlow(long now) {
        return outstanding(now) > SLOW_NANOS;
    }

    /** For how long at least, in nanoseconds. */
    long outstanding(long now) {
        return now - writeSince;
    }

    /** Whether the write has not moved a byte for the time-out; zero turns the time-out off. */
    boolean hasStalled(long now, Duration timeout) {
        return !timeout.isZero() && now - progressSince > timeout.toNanos();
    }
}

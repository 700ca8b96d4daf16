package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out, once a second, whether a session's time is over: its deadline, its time to be idle, its write's time to move. */
@IoThread
final class SessionTimeouts {

    private SessionTimeouts() {}

    /**
     * The reason to end the session, or null.
     *
     * @param write the outstanding write, or null
     * @param silentSince since when the peer could have sent something and has not
     */
    static @Nullable DisconnectReason passed(
            NettySession session, @Nullable SendWatch write, long now, long silentSince) {
        SessionDeadline deadline = session.deadlineIfMade();
        DisconnectReason late = deadline == null ? null : deadline.passed(now);
        if (late != null) {
            return late;
        }
        Duration idle = session.readIdle();
        if (!idle.isZero() && now - silentSince > idle.toNanos() + SendLane.SWEEP_NANOS) {
            return DisconnectReason.IDLE;
        }
        if (write != null && write.hasStalled(now, session.context().times().stall())) {
            return DisconnectReason.WRITE_STALLED.withDetail(
                    Counted.of(session.sendQueue().queuedBytes(), "byte") + " queued");
        }
        return null;
    }
}

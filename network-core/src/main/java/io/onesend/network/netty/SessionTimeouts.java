package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds out, once a second, whether a session's time is over: its deadline, its time to be idle, its write's time to move. */
@IoThread
final class SessionTimeouts {

    private final NettySession session;
    private final NetworkConfig config;
    private @Nullable SendWatch watch;
    private long packetsAtSweep;
    private long lastPacket;

    SessionTimeouts(NettySession session, NetworkConfig config, long now) {
        this.session = session;
        this.config = config;
        this.lastPacket = now;
    }

    /** Notes the progress of the outstanding write, if there is one. */
    void lookAtWrite(long now) {
        SendQueue queue = session.sendQueue();
        if (!queue.isWriting()) {
            watch = null;
            return;
        }
        if (watch == null) {
            watch = new SendWatch();
        }
        watch.look(session, queue.progress(), now);
    }

    /**
     * The reason to end the session, or null.
     *
     * @param packetsIn whole packets received so far
     * @param silentSince since when the peer could have sent something and has not
     */
    @Nullable
    DisconnectReason passed(long now, long packetsIn, long silentSince) {
        if (packetsIn != packetsAtSweep) {
            packetsAtSweep = packetsIn;
            lastPacket = now;
        }
        NettySession.Deadline deadline = session.deadline();
        if (deadline != null && deadline.hasPassed(now, lastPacket)) {
            return deadline.reason();
        }
        Duration idle = config.idleTimeout();
        if (!idle.isZero() && now - silentSince > idle.toNanos() + SendLane.SWEEP_NANOS) {
            return DisconnectReason.IDLE;
        }
        if (watch != null && watch.hasStalled(now, config.send().stallTimeout())) {
            return DisconnectReason.WRITE_STALLED.withDetail(
                    Counted.of(session.sendQueue().queuedBytes(), "byte") + " queued");
        }
        return null;
    }
}

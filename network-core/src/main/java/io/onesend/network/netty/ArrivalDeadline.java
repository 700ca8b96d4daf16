package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.DoorReasons;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The only deadline of a connection that is no session yet. All handshakes of a connection share one time, so that a peer does not
 * get it anew for each layer: what TLS has used is gone for the request inside it. Times are those of the lane's clock.
 */
@IoThread
final class ArrivalDeadline {

    /** What is left for handshakes; while one goes on, as it was when that began. */
    private long handshakesLeft;

    private long handshakeSince;
    private boolean shakesHands;
    private long deadline;

    /** Why the connection ends after the deadline; null: there is none. */
    private @Nullable DisconnectReason late;

    /** @param handshakes how long all handshakes may take together */
    ArrivalDeadline(Duration handshakes) {
        handshakesLeft = handshakes.toNanos();
    }

    /**
     * Sets the deadline for what is no handshake.
     *
     * @param time zero: none
     */
    void allow(long now, Duration time, DisconnectReason why) {
        if (shakesHands) {
            shakesHands = false;
            handshakesLeft -= now - handshakeSince;
        }
        deadline = now + time.toNanos();
        late = time.isZero() ? null : why;
    }

    /** Sets the deadline for a handshake, or goes on with that of the one before if there was nothing in between. */
    void allowHandshake(long now) {
        if (!shakesHands) {
            shakesHands = true;
            handshakeSince = now;
            deadline = now + handshakesLeft;
            late = DoorReasons.HANDSHAKE_TIMEOUT;
        }
    }

    /** Why the connection has to end, or null. */
    @Nullable
    DisconnectReason passed(long now) {
        return late != null && now - deadline >= 0 ? late : null;
    }
}

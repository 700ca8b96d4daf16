package io.onesend.chat;

import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;

/**
 * Lets users stay for a time whose connection is lost and whose client may resume. To the others in the room such a user is still
 * there; nothing is kept for it, for what it misses is read from the room's stream when it is back.
 */
@LogicThread
final class Lingering {

    private final OwningThread owner = new OwningThread();
    private final Duration time;
    private final LogicLoop loop;

    /**
     * Makes the rule of a host.
     *
     * @param time zero: nobody stays
     */
    Lingering(Duration time, LogicLoop loop) {
        this.time = time;
        this.loop = loop;
    }

    /**
     * Decides about a user whose session has ended.
     *
     * @param leave is run when the time is over, or when the user has to go before
     * @return whether it stays
     */
    boolean begin(ChatUser user, DisconnectReason why, Runnable leave) {
        assert owner.isCurrent();
        if (time.isZero() || !user.mayLinger() || !isLoss(why)) {
            return false;
        }
        user.lingers(loop.schedule(time, user::stopLingering), leave);
        return true;
    }

    /** A client that goes for good leaves its room first, so the end of its connection alone does not say that it is gone. */
    private static boolean isLoss(DisconnectReason why) {
        return switch (why.fault()) {
            case NETWORK, OVERLOAD, OURS -> true;
            case PEER -> false;
            case NONE -> why.equals(DisconnectReason.CLOSED_BY_PEER) || why.equals(Drain.DRAINING);
        };
    }
}

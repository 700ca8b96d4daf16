package io.onesend.network.netty;

import io.onesend.network.InboundRate;
import io.onesend.network.logic.IoThread;

/**
 * The tokens of one session. The clock is looked at once for each read, not for each frame: the frames of one read have
 * arrived together.
 */
@IoThread
final class TokenBucket {

    /** A token in the unit of {@link #available}: a nanosecond at one token a second brings one unit. */
    private static final long TOKEN = 1_000_000_000L;

    private final long perNano;
    private final long full;
    private final long nanosToFull;
    private long available;
    private long filledAt;

    /** Full at first. */
    TokenBucket(InboundRate rate, long now) {
        this.perNano = rate.tokensPerSecond();
        this.full = rate.burst() * TOKEN;
        this.nanosToFull = full / perNano + 1;
        this.available = full;
        this.filledAt = now;
    }

    /** Adds what has come since the last time. */
    void refill(long now) {
        // More than fills it is not multiplied: it could overflow.
        long elapsed = Math.min(now - filledAt, nanosToFull);
        available = Math.min(full, available + elapsed * perNano);
        filledAt = now;
    }

    /** Takes tokens, or none if there are too few. */
    boolean take(int tokens) {
        long wanted = tokens * TOKEN;
        if (wanted > available) {
            return false;
        }
        available -= wanted;
        return true;
    }
}

package io.onesend.network.netty;

import io.onesend.network.InboundRate;
import io.onesend.network.logic.IoThread;

/**
 * The token bucket of one session. The clock is read once for each read, not for each frame, because the frames of one read
 * arrived together.
 */
@IoThread
final class InboundTokenBucket {

    /** One token in the units of {@link #available}: at one token a second, each nanosecond adds one unit. */
    private static final long TOKEN = 1_000_000_000L;

    private final long perNano;
    private final long full;
    private final long nanosToFull;
    private long available;
    private long filledAt;

    /** Full at first. */
    InboundTokenBucket(InboundRate rate, long now) {
        this.perNano = rate.tokensPerSecond();
        this.full = rate.burst() * TOKEN;
        this.nanosToFull = full / perNano + 1;
        this.available = full;
        this.filledAt = now;
    }

    /** Adds the tokens for the time since the last call. */
    void refill(long now) {
        // A time long enough to fill it is not multiplied, because the product could overflow.
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

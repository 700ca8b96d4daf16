package io.onesend.network.netty;

import io.onesend.network.InboundRate;
import io.onesend.network.logic.IoThread;

/**
 * The token bucket of one session. The clock is read once for each read, not for each frame, because the frames of one read
 * arrived together.
 *
 * <p>What the peer sent while this side read nothing, or while its thread stood still, arrives at once too, but was not sent at once.
 * So the tokens of that time are added even if there are more then than the burst.
 */
@IoThread
final class InboundTokenBucket {

    /** One token in the units of {@link #available}: at one token a second, each nanosecond adds one unit. */
    private static final long TOKEN = 1_000_000_000L;

    /** The largest number of tokens in these units; the sum of two is still a long. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private final long perNano;
    private final long full;
    private final long nanosToFull;
    private long available;

    /** By the lane's clock, which stops while its thread stands still. */
    private long filledAt;

    private long stoodStill;

    /**
     * Full at first.
     *
     * @param time as {@link SendLane#realTime}
     * @param still as {@link SendLane#stoodStill}
     */
    InboundTokenBucket(InboundRate rate, long time, long still) {
        this.perNano = rate.tokensPerSecond();
        this.full = rate.burst() * TOKEN;
        this.nanosToFull = full / perNano + 1;
        this.available = full;
        this.filledAt = time - still;
        this.stoodStill = still;
    }

    /** Adds the tokens for the time since the last call. */
    void refill(long time, long still) {
        long clock = time - still;
        // A time long enough to fill it is not multiplied, because the product could overflow.
        long elapsed = Math.min(clock - filledAt, nanosToFull);
        available = Math.max(available, Math.min(full, available + elapsed * perNano));
        filledAt = clock;
        addBeyondBurst(still - stoodStill);
        stoodStill = still;
    }

    /** As {@link #refill}, if since the last call nothing was read. */
    void refillAfterPause(long time, long still) {
        addBeyondBurst(time - still - filledAt);
        filledAt = time - still;
        refill(time, still);
    }

    private void addBeyondBurst(long nanos) {
        long added = Math.min(nanos, MOST / perNano) * perNano;
        available = Math.min(available + added, MOST);
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

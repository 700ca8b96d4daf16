package io.onesend.chat.user;

import io.onesend.chat.config.ChatConfig.Rate;
import io.onesend.network.logic.LogicThread;
import java.util.function.LongSupplier;

/**
 * Limits how fast a session may chat. The bucket starts full, with the burst, and is refilled all the time; a message takes one
 * token. It counts nanoseconds of credit, so that no fraction of a token is lost, however close two messages are.
 */
@LogicThread
final class ChatRateLimit {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;

    /** What one message costs; 0: no limit. */
    private final long cost;

    private final long capacity;

    private long credit;
    private long lastNanos;

    ChatRateLimit(Rate rate, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        cost = rate.messagesPerSecond() == 0 ? 0 : NANOS_PER_SECOND / rate.messagesPerSecond();
        capacity = cost * rate.burst();
        credit = capacity;
        lastNanos = nanoTime.getAsLong();
    }

    /** Takes a token if there is one. */
    boolean take() {
        if (cost == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        credit = Math.min(capacity, credit + (now - lastNanos));
        lastNanos = now;
        if (credit < cost) {
            return false;
        }
        credit -= cost;
        return true;
    }
}

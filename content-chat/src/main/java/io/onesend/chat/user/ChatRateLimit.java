package io.onesend.chat.user;

import io.onesend.network.logic.LogicThread;
import java.util.function.LongSupplier;

/**
 * Limits how fast a session may chat. The bucket starts full, with the burst, and is refilled all the time; a message takes one
 * token. It counts nanoseconds of credit, so that no fraction of a token is lost, however close two messages are.
 */
@LogicThread
final class ChatRateLimit {

    private final ChatRate rate;
    private final LongSupplier nanoTime;

    private long credit;
    private long lastNanos;

    ChatRateLimit(ChatRate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        credit = rate.capacity();
        lastNanos = nanoTime.getAsLong();
    }

    /** Takes a token if there is one. */
    boolean take() {
        long cost = rate.cost();
        if (cost == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        credit = Math.min(rate.capacity(), credit + (now - lastNanos));
        lastNanos = now;
        if (credit < cost) {
            return false;
        }
        credit -= cost;
        return true;
    }
}

package io.onesend.chat.user;

import io.onesend.chat.config.ChatConfig.Rate;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;

/** How fast each session may chat: what the limits of all sessions look at, so that it can be changed while they chat. */
@LogicThread
public final class ChatRate {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OwningThread owner = new OwningThread();
    private long cost;
    private long capacity;

    public ChatRate(Rate rate) {
        set(rate);
    }

    /** Holds for the next message of every session. */
    public void change(Rate rate) {
        assert owner.isCurrent();
        set(rate);
    }

    private void set(Rate rate) {
        cost = rate.messagesPerSecond() == 0 ? 0 : NANOS_PER_SECOND / rate.messagesPerSecond();
        capacity = cost * rate.burst();
    }

    /** What one message costs, in nanoseconds of credit; 0: no limit. */
    long cost() {
        return cost;
    }

    /** The most credit that a session may have. */
    long capacity() {
        return capacity;
    }
}

package io.onesend.chat.room;

import io.onesend.network.logic.LogicThread;
import java.time.Duration;

/** Counts what is said in a room, and how fast. A message costs one addition; the rate is found when somebody looks. */
@LogicThread
final class RoomTraffic {

    private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();

    private long messages;
    private long messagesBefore;
    private long lookedAt;
    private double perSecond;

    RoomTraffic(long nanoTime) {
        lookedAt = nanoTime;
    }

    void said() {
        messages++;
    }

    long messages() {
        return messages;
    }

    /** Messages a second between the last two looks that were a second apart or more. */
    double perSecond(long nanoTime) {
        long passed = nanoTime - lookedAt;
        if (passed >= SHORTEST_NANOS) {
            perSecond = (messages - messagesBefore) * (double) SHORTEST_NANOS / passed;
            messagesBefore = messages;
            lookedAt = nanoTime;
        }
        return perSecond;
    }
}

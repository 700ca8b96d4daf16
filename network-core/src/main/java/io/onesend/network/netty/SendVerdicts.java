package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.LongAdder;

/** What became of packets that a slow receiver had no room for; closed sessions are counted by their reason. */
@AnyThread
final class SendVerdicts {

    private final LongAdder droppedNewest = new LongAdder();
    private final LongAdder droppedOldest = new LongAdder();
    private final LongAdder replaced = new LongAdder();

    void droppedNewest() {
        droppedNewest.increment();
    }

    void droppedOldest() {
        droppedOldest.increment();
    }

    void replaced() {
        replaced.increment();
    }

    long droppedNewestCount() {
        return droppedNewest.sum();
    }

    long droppedOldestCount() {
        return droppedOldest.sum();
    }

    long replacedCount() {
        return replaced.sum();
    }
}

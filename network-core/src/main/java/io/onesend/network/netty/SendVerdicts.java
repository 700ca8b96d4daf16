package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.LongAdder;

/** Counts packets that a slow receiver had no room for; closed sessions are counted by their reason. */
@AnyThread
final class SendVerdicts {

    private final LongAdder droppedNewest;
    private final LongAdder droppedOldest;
    private final LongAdder replaced;
    private final Runnable afterDroppedOldest;

    SendVerdicts() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), () -> {});
    }

    private SendVerdicts(
            LongAdder droppedNewest, LongAdder droppedOldest, LongAdder replaced, Runnable afterDroppedOldest) {
        this.droppedNewest = droppedNewest;
        this.droppedOldest = droppedOldest;
        this.replaced = replaced;
        this.afterDroppedOldest = afterDroppedOldest;
    }

    /** The same counters, for one session that also reports to somebody else. */
    SendVerdicts andAfterDroppedOldest(Runnable action) {
        return new SendVerdicts(droppedNewest, droppedOldest, replaced, action);
    }

    void droppedNewest() {
        droppedNewest.increment();
    }

    void droppedOldest() {
        droppedOldest.increment();
        afterDroppedOldest.run();
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

package io.onesend.chat.cluster;

import io.onesend.chat.statistics.Timing;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.LongAdder;

/** Adds up how long something takes. */
@AnyThread
final class TimeCounter {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long tookNanos) {
        count.increment();
        nanos.add(tookNanos);
    }

    Timing read() {
        return new Timing(count.sum(), nanos.sum());
    }
}

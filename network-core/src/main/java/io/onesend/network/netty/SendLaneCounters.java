package io.onesend.network.netty;

import io.onesend.network.logic.IoThread;
import java.util.concurrent.atomic.AtomicLong;

/** Totals of one endpoint in one event loop. One thread writes, without atomic addition; readers may see the totals a moment late. */
final class SendLaneCounters {

    final AtomicLong packetsIn = new AtomicLong();
    final AtomicLong bytesIn = new AtomicLong();
    final AtomicLong packetsOut = new AtomicLong();
    final AtomicLong bytesOut = new AtomicLong();
    final AtomicLong writes = new AtomicLong();

    @IoThread
    void read(int packets, int bytes) {
        add(packetsIn, packets);
        add(bytesIn, bytes);
    }

    @IoThread
    void wrote(int packets, int bytes) {
        add(packetsOut, packets);
        add(bytesOut, bytes);
        add(writes, 1);
    }

    private static void add(AtomicLong counter, int amount) {
        counter.lazySet(counter.getPlain() + amount);
    }
}

package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.AtomicLong;

/** The ceiling on what all send queues of one server hold together, counted before a packet is accepted. */
@AnyThread
final class ByteBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes, or takes nothing and says false. */
    boolean reserve(int bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        long left = used.addAndGet(-bytes);
        assert left >= 0 : "more given back than taken: " + left;
    }

    long used() {
        return used.get();
    }
}

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
        // Compared before it is added, so that it never reads above the limit, and nobody is refused over another's
        // refusal.
        while (true) {
            long before = used.get();
            if (before + bytes > limit) {
                return false;
            }
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }

    void giveBack(long bytes) {
        long left = used.addAndGet(-bytes);
        assert left >= 0 : "more given back than taken: " + left;
    }

    long used() {
        return used.get();
    }
}

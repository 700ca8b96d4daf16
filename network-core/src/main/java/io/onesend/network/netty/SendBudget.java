package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.AtomicLong;

/** Limits the bytes in all send queues of one server together. Bytes are counted before a packet is accepted. */
@AnyThread
final class SendBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    SendBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes, or takes nothing and returns false. */
    boolean reserve(int bytes) {
        // Compared before adding, so that the sum never exceeds the limit, and one refusal does not cause another.
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

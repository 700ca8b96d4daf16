package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits the refused connections of a server that are still open because a last packet is on its way to their peers. */
@AnyThread
final class RefusedConnections {

    /** The most at a time; a further one is closed at once, without its packet. */
    static final int MOST = 256;

    /** How long the packet may take to leave, and the peer to close after it. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final int most;
    private final Duration limit;
    private final AtomicInteger open = new AtomicInteger();

    RefusedConnections() {
        this(MOST, LIMIT);
    }

    RefusedConnections(int most, Duration limit) {
        this.most = most;
        this.limit = limit;
    }

    /** Takes a place, or takes none and returns false. */
    boolean add() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    void remove() {
        open.decrementAndGet();
    }

    Duration limit() {
        return limit;
    }

    int count() {
        return open.get();
    }
}

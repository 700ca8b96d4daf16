package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the bytes in all send queues of one server together. Bytes are counted before a packet is accepted. Sessions that found
 * no room wait in a line: when bytes are given back, those in front that fit are told, so that a thousand that wait are not all
 * told of room for one.
 */
@AnyThread
final class SendBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** Who waits, and for how many bytes; guarded by itself. */
    private final Map<SendAccount, Integer> line = new LinkedHashMap<>();

    private volatile boolean someoneWaits;

    SendBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes, or takes nothing and returns false. */
    boolean reserve(long bytes) {
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
        if (someoneWaits) {
            tellOfRoom();
        }
    }

    /** Puts an account in line. It is told when its bytes fit, perhaps at once. */
    void await(SendAccount account, int bytes) {
        synchronized (line) {
            line.put(account, bytes);
            someoneWaits = true;
        }
        // Bytes given back before that was visible told nobody.
        tellOfRoom();
    }

    void forget(SendAccount account) {
        synchronized (line) {
            line.remove(account);
            someoneWaits = !line.isEmpty();
        }
    }

    /** Tells those in front, as long as all of them fit together. */
    void tellOfRoom() {
        long promised = 0;
        while (true) {
            Map.Entry<SendAccount, Integer> next = takeFirst(promised);
            if (next == null) {
                return;
            }
            if (next.getKey().serverHasRoom()) {
                promised += next.getValue();
            }
        }
    }

    private Map.@Nullable Entry<SendAccount, Integer> takeFirst(long promised) {
        synchronized (line) {
            Iterator<Map.Entry<SendAccount, Integer>> first = line.entrySet().iterator();
            if (!first.hasNext()) {
                return null;
            }
            Map.Entry<SendAccount, Integer> entry = Map.Entry.copyOf(first.next());
            if (used.get() + promised + entry.getValue() > limit) {
                return null;
            }
            first.remove();
            someoneWaits = !line.isEmpty();
            return entry;
        }
    }

    long used() {
        return used.get();
    }
}

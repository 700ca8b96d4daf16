package io.onesend.chat.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events of one partition that wait for a place in a batch, in order. A session has a few chats at most, or one other event, for
 * then it is suspended; beside them only leaves stay here while Redis is away, one for each member that has gone.
 */
final class Outbox {

    static final int MAX_BATCH_EVENTS = 128;
    static final int MAX_BATCH_BYTES = 64 << 10;

    private final ArrayDeque<Request> requests = new ArrayDeque<>();

    void add(Request request) {
        requests.add(request);
    }

    /** Puts those back that were taken before any that are here. */
    void addFirst(List<Request> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            requests.addFirst(earlier.get(i));
        }
    }

    int size() {
        return requests.size();
    }

    /**
     * Takes what fits into one batch; empty if nothing waits.
     *
     * @param isWanted asked for each event that comes out; others are dropped
     */
    List<Request> take(Predicate<Request> isWanted) {
        List<Request> taken = new ArrayList<>(Math.min(requests.size(), MAX_BATCH_EVENTS));
        int bytes = 0;
        Request next;
        while ((next = requests.peek()) != null && taken.size() < MAX_BATCH_EVENTS) {
            bytes += next.bytes();
            if (bytes > MAX_BATCH_BYTES && !taken.isEmpty()) {
                break;
            }
            requests.remove();
            if (isWanted.test(next)) {
                taken.add(next);
            }
        }
        return taken;
    }

    /** Takes everything, as it is. */
    List<Request> takeAll() {
        List<Request> all = new ArrayList<>(requests);
        requests.clear();
        return all;
    }
}

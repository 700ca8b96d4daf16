package io.onesend.chat.redis;

import io.onesend.chat.cluster.PortFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The calls of a link that have no answer yet, in their order. Redis answers in that order, so the first is the oldest. */
final class PendingCalls {

    /** A cluster has a few calls of each partition under way, and one for each login. */
    static final int MOST = 4096;

    private final Deque<LinkCall> calls = new ArrayDeque<>();

    boolean isFull() {
        return calls.size() >= MOST;
    }

    void add(LinkCall call) {
        calls.add(call);
    }

    void removeSettled() {
        while (!calls.isEmpty() && calls.element().isSettled()) {
            calls.remove();
        }
    }

    /** Whether the oldest has waited longer than this. */
    boolean isLate(long nanos) {
        return !calls.isEmpty() && System.nanoTime() - calls.element().queuedNanos() > nanos;
    }

    /** Fails those of a partition. Their answers are still to come, and mean nothing any more. */
    void failOf(int partition, PortFailure why, String words) {
        List.copyOf(calls).stream()
                .filter(call -> call.partition() == partition)
                .forEach(call -> call.fail(why, words));
    }

    /** Fails all, and keeps none: a caller may call again at once. */
    void failAll(PortFailure why, String words) {
        List<LinkCall> lost = new ArrayList<>(calls);
        calls.clear();
        lost.forEach(call -> call.fail(why, words));
    }
}

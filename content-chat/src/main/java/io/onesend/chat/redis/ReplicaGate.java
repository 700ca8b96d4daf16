package io.onesend.chat.redis;

import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what a link has brought until enough replicas have it, so that nothing is heard or answered which a failover could undo.
 * A barrier is a write, and a wait for the replicas to have it: they have what was before it then. One barrier is under way at a
 * time, and lets through what had come when it began.
 */
@LogicThread
final class ReplicaGate {

    /** A barrier waits this long in Redis, and begins again after this long if it failed. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private record Held(Runnable event, int bytes) {}

    private final LogicLoop loop;
    private final LinkInbox inbox;
    private final Supplier<CompletionStage<Boolean>> barrier;
    private final Deque<Held> held = new ArrayDeque<>();
    private @Nullable LogicTimer retry;
    private int turn;
    private int covered;
    private boolean underWay;

    /** @param barrier begins one; completes on any thread, with whether enough replicas have what was written before it */
    ReplicaGate(LogicLoop loop, LinkInbox inbox, Supplier<CompletionStage<Boolean>> barrier) {
        this.loop = loop;
        this.inbox = inbox;
        this.barrier = barrier;
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    /**
     * Runs an event when the replicas have what it tells.
     *
     * @param bytes that it keeps in memory until then
     */
    void pass(Runnable event, int bytes) {
        held.add(new Held(event, bytes));
        begin();
    }

    private void begin() {
        if (underWay || held.isEmpty()) {
            return;
        }
        underWay = true;
        covered = held.size();
        int current = ++turn;
        barrier.get().whenComplete((enough, failed) -> inbox.add(() -> ended(current, failed == null && enough)));
    }

    private void ended(int which, boolean enough) {
        if (which != turn || !underWay) {
            return;
        }
        underWay = false;
        if (!enough) {
            retry = loop.schedule(PATIENCE, this::begin);
            return;
        }
        // An event may break the link, which clears all this.
        while (which == turn && covered > 0) {
            covered--;
            held.remove().event().run();
        }
        begin();
    }

    /** Drops what is held, because the link broke, and returns how many bytes that were. */
    int clear() {
        int bytes = held.stream().mapToInt(Held::bytes).sum();
        held.clear();
        turn++;
        covered = 0;
        underWay = false;
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        return bytes;
    }
}

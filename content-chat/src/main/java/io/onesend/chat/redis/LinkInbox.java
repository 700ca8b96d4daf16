package io.onesend.chat.redis;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the connections to Redis, on its way to the logic thread. Lettuce's threads put events in, in their order; the
 * first one that finds it empty wakes the logic loop, so that a thousand messages of one read wake it once.
 *
 * <p>It has no limit of its own. Those who put something in have one: {@link PendingCalls} for answers, {@link LinkPushes} for
 * messages.
 */
final class LinkInbox {

    /** Then others have their turn: a message costs a microsecond or two. */
    private static final int EVENTS_A_TURN = 512;

    private static final class Event {
        private final Runnable action;
        private @Nullable Event next;

        Event(Runnable action) {
            this.action = action;
        }
    }

    private final LogicLoop loop;
    private final Runnable turn = this::runSome;

    // Any thread. The latest event first.
    private final AtomicReference<@Nullable Event> latest = new AtomicReference<>();
    private volatile boolean closed;

    // Logic thread. The earliest event first.
    private @Nullable Event taken;

    LinkInbox(LogicLoop loop) {
        this.loop = loop;
    }

    /** Runs an action on the logic thread, after all earlier ones. */
    @AnyThread
    void add(Runnable action) {
        if (closed) {
            return;
        }
        Event event = new Event(action);
        Event before;
        do {
            before = latest.get();
            event.next = before;
        } while (!latest.compareAndSet(before, event));
        if (before == null) {
            wake();
        }
    }

    private void wake() {
        try {
            loop.execute(turn);
        } catch (RejectedExecutionException loopEnded) {
            // Nobody is left who could hear of it.
            closed = true;
        }
    }

    @LogicThread
    private void runSome() {
        int left = EVENTS_A_TURN;
        try {
            Event event;
            while (left-- > 0 && (event = next()) != null) {
                event.action.run();
            }
        } finally {
            // Also after an action that failed: the loop logs that, and the next ones have their turn.
            if (taken != null) {
                wake();
            }
        }
    }

    private @Nullable Event next() {
        if (closed) {
            taken = null;
            return null;
        }
        if (taken == null) {
            taken = reversed(latest.getAndSet(null));
        }
        Event event = taken;
        if (event != null) {
            taken = event.next;
        }
        return event;
    }

    private static @Nullable Event reversed(@Nullable Event latest) {
        Event earliest = null;
        Event event = latest;
        while (event != null) {
            Event older = event.next;
            event.next = earliest;
            earliest = event;
            event = older;
        }
        return earliest;
    }

    /** Whether all that came before has been handled. */
    @LogicThread
    boolean isEmpty() {
        assert loop.inLoop();
        return taken == null && latest.get() == null;
    }

    /** Drops what it holds and what comes. */
    @LogicThread
    void close() {
        assert loop.inLoop();
        closed = true;
    }
}

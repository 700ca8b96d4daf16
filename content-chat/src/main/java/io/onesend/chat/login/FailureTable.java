package io.onesend.chat.login;

import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures by a key, each in a window that opens with the key's first failure. It forgets windows that are over,
 * and beyond {@link #MAX_KEYS} the oldest.
 *
 * <p>A cache of Caffeine in its place, on 2 busy cores: 1.0 MB more in the jar, 0.2 s more at its first use, and no faster.
 */
@LogicThread
final class FailureTable {

    /** A few MiB at the most. Pushing out a key takes this many failures with other keys. */
    static final int MAX_KEYS = 16_384;

    private int limit;
    private long windowNanos;
    private final LongSupplier nanoTime;

    /** In the order in which the windows opened, so that the oldest is the first. */
    private final Map<Object, Window> windows = new LinkedHashMap<>();

    private static final class Window {
        private final long openedNanos;
        private int failures;

        Window(long openedNanos) {
            this.openedNanos = openedNanos;
        }
    }

    /** A table with this limit, 0 for none. */
    FailureTable(int limit, Duration window, LongSupplier nanoTime) {
        this.limit = limit;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Counts on with another limit and window. */
    void change(int newLimit, Duration window) {
        limit = newLimit;
        windowNanos = window.toNanos();
    }

    boolean isAtLimit(Object key) {
        forgetWhatIsOver();
        Window window = windows.get(key);
        return limit > 0 && window != null && window.failures >= limit;
    }

    void count(Object key) {
        if (limit == 0) {
            return;
        }
        forgetWhatIsOver();
        windows.computeIfAbsent(key, absent -> new Window(nanoTime.getAsLong())).failures++;
        if (windows.size() > MAX_KEYS) {
            removeOldest();
        }
    }

    int size() {
        return windows.size();
    }

    private void forgetWhatIsOver() {
        long now = nanoTime.getAsLong();
        Iterator<Window> oldestFirst = windows.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next().openedNanos >= windowNanos) {
            oldestFirst.remove();
        }
    }

    private void removeOldest() {
        Iterator<Window> oldestFirst = windows.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }
}

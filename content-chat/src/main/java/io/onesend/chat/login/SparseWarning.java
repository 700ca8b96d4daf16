package io.onesend.chat.login;

import io.onesend.network.log.LogText;
import io.onesend.network.logic.AnyThread;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** A warning that is logged once a second at the most, with the number of occurrences: a flood must not fill a disk. */
@AnyThread
final class SparseWarning {

    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final Logger log;
    private final LongSupplier nanoTime;
    private final String text;

    private long lastNanos;
    private long unlogged;

    SparseWarning(Logger log, LongSupplier nanoTime, String text) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.text = text;
        lastNanos = nanoTime.getAsLong() - INTERVAL_NANOS;
    }

    /**
     * Counts an occurrence. If a line is logged now, it has these particulars, with characters that a terminal would obey
     * escaped.
     */
    synchronized void add(String particulars) {
        unlogged++;
        long now = nanoTime.getAsLong();
        if (now - lastNanos >= INTERVAL_NANOS) {
            log.warn("{}: {} since the last such line, the latest: {}", text, unlogged, LogText.escape(particulars));
            lastNanos = now;
            unlogged = 0;
        }
    }
}

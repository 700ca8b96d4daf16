package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs a burst of like events a limited number of times a second and says how many it kept back, so that no peer can fill a disk. */
@AnyThread
final class RateLimitedLog {

    private static final long LINES_PER_SECOND = 10;
    private static final long SECOND = 1_000_000_000L;

    private final Logger log;
    private final Level level;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong lines = new AtomicLong();

    RateLimitedLog(Logger log, Level level) {
        this.log = log;
        this.level = level;
    }

    void log(String format, Object... arguments) {
        long now = System.nanoTime() / SECOND;
        long seen = second.get();
        if (seen != now && second.compareAndSet(seen, now)) {
            long keptBack = lines.getAndSet(0) - LINES_PER_SECOND;
            if (keptBack > 0) {
                log.atLevel(level).log("{} more lines like the next were kept back", keptBack);
            }
        }
        if (lines.incrementAndGet() <= LINES_PER_SECOND) {
            log.atLevel(level).log(format, arguments);
        }
    }
}

package io.onesend.network.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs at most a limited number of lines a second, so that no peer or fault can fill a disk. A second after the first line that
 * was kept back, it logs how many were. One instance is for one kind of line, and may be used from any thread.
 */
public final class RateLimitedLog {

    private static final int LINES_PER_SECOND = 10;
    private static final long SECOND = 1_000_000_000L;
    private static final Executor IN_A_SECOND = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    /** How far tests have put the time of all logs forward. */
    private static final AtomicLong AHEAD = new AtomicLong();

    private final Logger log;
    private final Level level;
    private final int linesPerSecond;
    private final Executor later;
    private final LongSupplier nanoTime;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong keptBack = new AtomicLong();

    /**
     * Allows ten lines a second.
     *
     * @param log where the lines go
     * @param level of all of them
     */
    public RateLimitedLog(Logger log, Level level) {
        this(log, level, LINES_PER_SECOND);
    }

    /**
     * Allows a given number of lines a second.
     *
     * @param log where the lines go
     * @param level of all of them
     * @param linesPerSecond 1 or more
     */
    public RateLimitedLog(Logger log, Level level, int linesPerSecond) {
        this(log, level, linesPerSecond, IN_A_SECOND, RateLimitedLog::time);
    }

    RateLimitedLog(Logger log, Level level, int linesPerSecond, Executor later, LongSupplier nanoTime) {
        this.log = log;
        this.level = level;
        this.linesPerSecond = linesPerSecond;
        this.later = later;
        this.nanoTime = nanoTime;
    }

    private static long time() {
        return System.nanoTime() + AHEAD.get();
    }

    /** For tests: the lines that were logged in this JVM so far take none away from the next ones. */
    static void beginSecond() {
        AHEAD.addAndGet(SECOND);
    }

    /**
     * Logs the line, or counts it as kept back.
     *
     * @param format as SLF4J has it
     * @param arguments of the format
     */
    public void log(String format, @Nullable Object... arguments) {
        if (isAllowed(format)) {
            log.atLevel(level).log(format, arguments);
        }
    }

    /**
     * Logs the line with a stack trace, or counts it as kept back.
     *
     * @param cause the exception to log
     * @param format as SLF4J has it
     * @param arguments of the format
     */
    public void log(Throwable cause, String format, @Nullable Object... arguments) {
        if (isAllowed(format)) {
            log.atLevel(level).setCause(cause).log(format, arguments);
        }
    }

    private boolean isAllowed(String format) {
        long now = nanoTime.getAsLong() / SECOND;
        long seen = second.get();
        if (seen != now && second.compareAndSet(seen, now)) {
            lines.set(0);
        }
        if (lines.incrementAndGet() <= linesPerSecond) {
            return true;
        }
        if (keptBack.getAndIncrement() == 0) {
            later.execute(() -> sayKeptBack(format));
        }
        return false;
    }

    private void sayKeptBack(String format) {
        log.atLevel(level).log("not logged: {} more of: {}", keptBack.getAndSet(0), format);
    }
}

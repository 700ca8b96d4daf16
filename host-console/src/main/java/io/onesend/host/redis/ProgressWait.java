package io.onesend.host.redis;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A wait that is bounded by a time without progress: with progress it may take as long as it needs. */
final class ProgressWait {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration FIRST_NOTICE = Duration.ofSeconds(1);
    private static final Duration NOTICE_EVERY = Duration.ofSeconds(5);

    private final Waiting waiting;
    private final long boundNanos;
    private @Nullable Object lastProgress;
    private long movedNanos = System.nanoTime();
    private long noticeNanos = movedNanos + FIRST_NOTICE.toNanos();

    ProgressWait(Waiting waiting, Duration bound) {
        this.waiting = waiting;
        boundNanos = bound.toNanos();
    }

    /**
     * Pauses for a moment. False: there was no progress within the bound, and it is time to give up.
     *
     * @param progress equal to the previous one as long as there is no progress
     * @throws CancellationException if what is waited for is not wanted any more
     */
    boolean pause(Object progress, Supplier<String> notice) {
        if (waiting.cancelled().getAsBoolean()) {
            throw new CancellationException("no longer wanted");
        }
        long now = System.nanoTime();
        if (!progress.equals(lastProgress)) {
            lastProgress = progress;
            movedNanos = now;
        }
        if (now - movedNanos > boundNanos) {
            return false;
        }
        if (now - noticeNanos >= 0) {
            waiting.notice().accept(notice.get());
            noticeNanos = now + NOTICE_EVERY.toNanos();
        }
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        return true;
    }
}

package io.onesend.load.seed;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes accounts one after the other without waiting for each. A bound limits those under way, because the receiver keeps
 * them in memory. For one run; the caller's thread begins accounts, any thread may complete them.
 */
final class SeedPipeline {

    /** How long a request to stop may go unnoticed. */
    private static final long LOOK_UP_MILLIS = 100;

    private final int bound;
    private final Semaphore free;
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger existing = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param bound the most accounts begun and not yet completed */
    SeedPipeline(int bound) {
        this.bound = bound;
        free = new Semaphore(bound);
    }

    /**
     * Begins the accounts from 0 on in order, until all are begun, one has failed or {@code goesOn} is false. Returns when
     * nothing is under way any more, which takes no longer than the slowest account.
     *
     * @param write begins an account; the value of its stage is whether the account is new
     * @param goesOn called with the progress before each account, and at least ten times a second; false stops
     */
    SeedOutcome run(int count, IntFunction<CompletionStage<Boolean>> write, Predicate<SeedCounts> goesOn)
            throws InterruptedException {
        int number = 0;
        while (number < count && goesOn.test(counts()) && failure.get() == null) {
            if (free.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                begin(write.apply(number));
                number++;
            }
        }
        boolean ended;
        do {
            ended = free.tryAcquire(bound, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            // What is under way cannot be taken back: this only reports the progress.
            boolean unused = goesOn.test(counts());
        } while (!ended);
        return new SeedOutcome(counts(), failure.get());
    }

    private void begin(CompletionStage<Boolean> account) {
        CompletionStage<Boolean> unused = account.whenComplete(this::end);
    }

    @AnyThread
    private void end(@Nullable Boolean isNew, @Nullable Throwable failed) {
        if (failed != null) {
            Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
            failure.compareAndSet(null, cause == null ? failed : cause);
        } else if (Boolean.TRUE.equals(isNew)) {
            added.incrementAndGet();
        } else {
            existing.incrementAndGet();
        }
        free.release();
    }

    private SeedCounts counts() {
        return new SeedCounts(added.get(), existing.get());
    }
}

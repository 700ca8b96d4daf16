package io.onesend.host.redis;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a caller waits for the embedded Redis.
 *
 * @param cancelled whether it is not wanted any more; asked from any thread
 * @param notice receives what is being waited for, if that takes more than a moment
 */
public record Waiting(BooleanSupplier cancelled, Consumer<String> notice) {

    /** A signal that has ended a child of ours has most likely been sent to us too, and comes at any moment. */
    private static final Duration OUR_SIGNAL_WITHIN = Duration.ofSeconds(1);

    /** Whether it is not wanted any more, or will not be within a second. */
    boolean isCancelledSoon() throws InterruptedException {
        long deadline = System.nanoTime() + OUR_SIGNAL_WITHIN.toNanos();
        while (!cancelled.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}

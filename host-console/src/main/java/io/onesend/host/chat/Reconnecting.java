package io.onesend.host.chat;

import io.onesend.network.Backoff;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** When to connect again: soon after a loss, later after each failure, at different times for different clients. */
final class Reconnecting {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 2, 0.5);

    private final RandomGenerator random;
    private final LongSupplier nanoClock;
    private int failures;
    private long dueNanos;
    private long connectedNanos;

    Reconnecting(RandomGenerator random, LongSupplier nanoClock) {
        this.random = random;
        this.nanoClock = nanoClock;
    }

    void connected() {
        connectedNanos = nanoClock.getAsLong();
    }

    /** A connection has ended. If it ended soon after it was made, it counts as another failure. */
    void lost() {
        if (nanoClock.getAsLong() - connectedNanos > BACKOFF.most().toNanos()) {
            failures = 0;
        }
        failed();
    }

    void failed() {
        failures++;
        dueNanos = nanoClock.getAsLong() + BACKOFF.delay(failures, random).toNanos();
    }

    /** How long until the next attempt; zero or less: now. */
    Duration left() {
        return Duration.ofNanos(dueNanos - nanoClock.getAsLong());
    }
}

package io.onesend.network;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: longer after each failure, and random, so that clients that lost a server together
 * do not reconnect together.
 *
 * @param first the wait after the first failure
 * @param most the longest wait
 * @param factor each wait is the one before times this; 1: always the first
 * @param jitter the largest part of a wait that is randomly taken away, 0 to 1
 */
public record Backoff(Duration first, Duration most, double factor, double jitter) {

    /**
     * Checks the parts against each other.
     *
     * @param first above zero
     * @param most not below the first
     * @param factor 1 or more
     * @param jitter 0 to 1
     * @throws IllegalArgumentException if one of them is anything else
     */
    public Backoff {
        boolean possible = !first.isNegative()
                && !first.isZero()
                && most.compareTo(first) >= 0
                && factor >= 1
                && jitter >= 0
                && jitter <= 1;
        if (!possible) {
            throw new IllegalArgumentException("back-off needs 0 < first <= most, factor >= 1 and jitter from 0 to 1: "
                    + first + ", " + most + ", " + factor + ", " + jitter);
        }
    }

    /**
     * From 200 ms, doubling, to 30 s; jitter takes away up to half.
     *
     * @return a good choice for most clients
     */
    public static Backoff defaults() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), 2, 0.5);
    }

    /**
     * The wait after a number of failures in a row.
     *
     * @param failures 1 after the first; anything below counts as 1
     * @param random where the jitter comes from
     * @return {@code most} at the most
     */
    public Duration delay(int failures, RandomGenerator random) {
        // In doubles, where the thousandth power is merely infinite.
        double full = Math.min((double) most.toNanos(), first.toNanos() * Math.pow(factor, Math.max(0, failures - 1)));
        return Duration.ofNanos((long) (full * (1 - jitter * random.nextDouble())));
    }
}

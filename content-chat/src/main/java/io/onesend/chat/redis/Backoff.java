package io.onesend.chat.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The time before the next attempt: it doubles up to a second, and varies, so that many hosts do not come back at once. */
final class Backoff {

    private static final long FIRST_MILLIS = 50;
    private static final long LAST_MILLIS = 1_000;

    private long millis = FIRST_MILLIS;

    /** Half of the time to all of it. */
    Duration next() {
        long delay = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
        millis = Math.min(2 * millis, LAST_MILLIS);
        return Duration.ofMillis(delay);
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}

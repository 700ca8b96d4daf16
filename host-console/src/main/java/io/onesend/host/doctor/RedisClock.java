package io.onesend.host.doctor;

import io.onesend.chat.login.AccountStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the clock of Redis with this machine's. Hosts of a cluster decide nothing by their clocks, but a ban ends on each host by the
 * clock of that host, and the logs of several are read side by side.
 */
final class RedisClock {

    private static final String WHAT = "redis clock";

    /** As late as a ban may come to a host. */
    private static final Duration NEAR = Duration.ofSeconds(2);

    private RedisClock() {}

    /** @param question asks Redis for its time; throws AccountStoreException if it is not told */
    static Finding compare(Supplier<Optional<Instant>> question) {
        Instant before = Instant.now();
        try {
            Optional<Instant> told = question.get();
            Instant after = Instant.now();
            return told.map(time -> compare(time, before, after))
                    .orElseGet(() -> Finding.note(WHAT, "Redis does not tell its time", "", ""));
        } catch (AccountStoreException refused) {
            return Finding.note(
                    WHAT,
                    String.valueOf(refused.getMessage()),
                    "the time of Redis",
                    "allow the user of redis.uri the command TIME, with ACL SETUSER");
        }
    }

    /** The question was under way from {@code before} to {@code after}: any time between is exact. */
    static Finding compare(Instant told, Instant before, Instant after) {
        Duration ahead = told.isAfter(after) ? Duration.between(after, told) : Duration.ZERO;
        Duration behind = told.isBefore(before) ? Duration.between(told, before) : Duration.ZERO;
        if (ahead.plus(behind).compareTo(NEAR) <= 0) {
            return Finding.good(WHAT, "within " + NEAR.toSeconds() + " s of this machine's");
        }
        return Finding.note(
                WHAT,
                ahead.isZero()
                        ? seconds(behind) + " s behind this machine's"
                        : seconds(ahead) + " s ahead of this machine's",
                "within " + NEAR.toSeconds() + " s: a ban ends on each host by that host's clock",
                "a time service for all hosts and for Redis: timedatectl set-ntp true");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }
}

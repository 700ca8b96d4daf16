package io.onesend.host.config;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The section {@code drain} of the table of keys. {@link Keys} has it in its place. */
final class DrainKeyTable {

    private static final Duration LONGEST = ofHours(24);

    private static final List<Key<?>> TABLE = new ArrayList<>();

    static final Key<Duration> GRACE = add(
            "drain.grace",
            Duration.ZERO,
            ofSeconds(2),
            "a stop first answers /readyz with 503 for this long, and goes on listening, so that balancers notice;",
            "not waited for if nobody has asked for /readyz within a minute");
    static final Key<Duration> OVER = add(
            "drain.over",
            Duration.ZERO,
            ofSeconds(5),
            "then sessions are closed over this time, so that not all come back at once; fewer than 100 a second: in less");
    static final Key<Duration> LIMIT = add(
            "drain.limit",
            ofMillis(100),
            ofSeconds(9),
            "what is left after this time is cut off; half a second later the process is killed");

    /** Every key of the section, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(TABLE);

    private DrainKeyTable() {}

    private static Key<Duration> add(String path, Duration lowest, Duration byDefault, String... comment) {
        Key<Duration> key = new Key<>(path, Numbers.duration(lowest, LONGEST), byDefault, List.of(comment));
        TABLE.add(key);
        return key;
    }
}

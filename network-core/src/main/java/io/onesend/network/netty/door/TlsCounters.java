package io.onesend.network.netty.door;

import io.onesend.network.logic.AnyThread;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts the handshakes of a server by how they ended. */
@AnyThread
final class TlsCounters {

    private static final double NANOS_OF_A_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** How a handshake ended. */
    enum Result {
        OK,
        FAILED,
        BUSY,
        UNFINISHED
    }

    private final Map<Result, LongAdder> results = new EnumMap<>(Result.class);
    private final LongAdder nanos = new LongAdder();

    TlsCounters() {
        for (Result result : Result.values()) {
            results.put(result, new LongAdder());
        }
    }

    /** @param took nanoseconds */
    void succeeded(long took) {
        ended(Result.OK);
        nanos.add(took);
    }

    void ended(Result result) {
        Objects.requireNonNull(results.get(result)).increment();
    }

    Map<String, Long> results() {
        Map<String, Long> counts = new HashMap<>();
        results.forEach((result, count) -> counts.put(result.name().toLowerCase(Locale.ROOT), count.sum()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    double seconds() {
        return nanos.sum() / NANOS_OF_A_SECOND;
    }
}

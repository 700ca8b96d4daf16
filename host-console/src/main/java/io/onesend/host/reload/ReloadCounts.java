package io.onesend.host.reload;

import io.onesend.network.logic.AnyThread;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Counts how reloads have ended since the start. A dry run counts only for whoever asked for it. */
@AnyThread
final class ReloadCounts {

    /** How a reload ended. */
    enum Outcome {
        /** Some value changed without a restart. */
        DONE,
        /** Every value was the same, or needs a restart. */
        UNCHANGED,
        /** The sources had a mistake, a part could not take the values, or another reload was under way. */
        REFUSED
    }

    /** One for each outcome; only the counts change. */
    private final Map<Outcome, AtomicLong> counts = Arrays.stream(Outcome.values())
            .collect(Collectors.toUnmodifiableMap(outcome -> outcome, outcome -> new AtomicLong()));

    void count(Outcome outcome) {
        of(outcome).incrementAndGet();
    }

    private AtomicLong of(Outcome outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }

    /** By the name that the metric has for it; also those that have not come about. */
    Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((outcome, count) -> read.put(outcome.name().toLowerCase(Locale.ROOT), count.get()));
        return read;
    }
}

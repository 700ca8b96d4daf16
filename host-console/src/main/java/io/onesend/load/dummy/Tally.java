package io.onesend.load.dummy;

import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** The counts of a run. Only the loop's thread writes them; any thread may read them. */
final class Tally {

    private final Map<LoadCount, AtomicLong> values = new EnumMap<>(LoadCount.class);

    Tally() {
        for (LoadCount count : LoadCount.values()) {
            values.put(count, new AtomicLong());
        }
    }

    void add(LoadCount count) {
        add(count, 1);
    }

    void add(LoadCount count, long more) {
        AtomicLong value = value(count);
        value.setRelease(value.getPlain() + more);
    }

    long of(LoadCount count) {
        return value(count).getPlain();
    }

    private AtomicLong value(LoadCount count) {
        return Objects.requireNonNull(values.get(count));
    }

    /** The expected deliveries that have arrived: in order, out of order or late. */
    long arrived() {
        return of(LoadCount.DELIVERED) + of(LoadCount.REORDERED) + of(LoadCount.LATE);
    }

    /** To be called when the run is over: counts as unaccounted the expected deliveries that are not in exactly one count. */
    void close() {
        add(LoadCount.UNACCOUNTED, Math.abs(of(LoadCount.EXPECTED) - arrived() - of(LoadCount.LOST)));
    }

    LoadCounts read() {
        Map<LoadCount, Long> read = new EnumMap<>(LoadCount.class);
        for (LoadCount count : LoadCount.values()) {
            read.put(count, value(count).getAcquire());
        }
        return new LoadCounts(read);
    }
}

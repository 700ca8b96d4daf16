package io.onesend.host.load.dummy;

import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts, written by the loop's thread alone and read by any. */
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

    /** Deliveries that have arrived, one way or another, of those expected. */
    long arrived() {
        return of(LoadCount.DELIVERED) + of(LoadCount.REORDERED) + of(LoadCount.LATE);
    }

    /** To be called when the run is over: every delivery expected has to be named, once. */
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

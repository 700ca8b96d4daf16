package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadLatencies;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one kind in a tick, in microseconds.
 *
 * @param count how many there were
 */
record TickLatency(long count, double p50, double p99, double max) {

    private static final double NANOS = 1_000;

    private static TickLatency of(Histogram nanos) {
        return new TickLatency(
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getMaxValue() / NANOS);
    }

    /** One for each kind that has any. */
    static Map<LatencyKind, TickLatency> all(LoadLatencies latencies) {
        Map<LatencyKind, TickLatency> all = new EnumMap<>(LatencyKind.class);
        for (LatencyKind kind : LatencyKind.values()) {
            if (latencies.has(kind)) {
                all.put(kind, of(latencies.of(kind)));
            }
        }
        return all;
    }

    /**
     * Merges two. Percentiles cannot be merged without their histograms: the median becomes the mean of both, weighted by their
     * counts, and the 99th percentile the worse of both.
     */
    TickLatency and(TickLatency other) {
        long both = count + other.count;
        return new TickLatency(
                both,
                (p50 * count + other.p50 * other.count) / both,
                Math.max(p99, other.p99),
                Math.max(max, other.max));
    }
}

package io.onesend.host.load.show;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long deliveries took, in microseconds. */
record TickLatency(double p50, double p99, double max) {

    private static final double NANOS = 1_000;

    /** Null when nothing was delivered. */
    static @Nullable TickLatency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return null;
        }
        return new TickLatency(
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getMaxValue() / NANOS);
    }
}

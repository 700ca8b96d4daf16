package io.onesend.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Latencies of every kind, in nanoseconds. One thread. */
public final class LoadLatencies {

    private static final int DIGITS = 3;

    private final Map<LatencyKind, Histogram> histograms = new EnumMap<>(LatencyKind.class);

    /** The latencies of a kind; empty if none was recorded. The caller may add to them. */
    public Histogram of(LatencyKind kind) {
        return histograms.computeIfAbsent(kind, absent -> new Histogram(DIGITS));
    }

    public boolean has(LatencyKind kind) {
        Histogram histogram = histograms.get(kind);
        return histogram != null && histogram.getTotalCount() > 0;
    }

    public void add(LoadLatencies more) {
        more.histograms.forEach((kind, histogram) -> of(kind).add(histogram));
    }
}

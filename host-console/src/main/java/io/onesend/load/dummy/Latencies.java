package io.onesend.load.dummy;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadLatencies;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.SingleWriterRecorder;

/** Latencies in nanoseconds by kind: the loop's thread records them, one other thread collects them. */
final class Latencies {

    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Map<LatencyKind, SingleWriterRecorder> recorders = new EnumMap<>(LatencyKind.class);

    Latencies() {
        for (LatencyKind kind : LatencyKind.values()) {
            recorders.put(kind, new SingleWriterRecorder(MOST_NANOS, DIGITS));
        }
    }

    void record(LatencyKind kind, long nanos) {
        recorder(kind).recordValue(Math.max(1, Math.min(nanos, MOST_NANOS)));
    }

    /** The latencies since the last call; they belong to the caller. */
    LoadLatencies sinceLast() {
        LoadLatencies latencies = new LoadLatencies();
        for (LatencyKind kind : LatencyKind.values()) {
            latencies.of(kind).add(recorder(kind).getIntervalHistogram());
        }
        return latencies;
    }

    private SingleWriterRecorder recorder(LatencyKind kind) {
        return Objects.requireNonNull(recorders.get(kind));
    }
}

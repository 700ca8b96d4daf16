package io.onesend.host.load.dummy;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Latencies in nanoseconds: recorded by the loop's thread, collected by one other. */
final class Latencies {

    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MOST_NANOS, DIGITS);

    void record(long nanos) {
        recorder.recordValue(Math.max(1, Math.min(nanos, MOST_NANOS)));
    }

    /** Those since the last time; the caller's own. */
    Histogram sinceLast() {
        return recorder.getIntervalHistogram().copy();
    }
}

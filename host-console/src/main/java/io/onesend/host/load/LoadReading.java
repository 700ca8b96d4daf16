package io.onesend.host.load;

import org.HdrHistogram.Histogram;

/**
 * What a run says when it is asked how it goes.
 *
 * @param connections open now
 * @param counts since the start
 * @param latency in nanoseconds, of the deliveries since the reading before this one; the reader's own
 */
public record LoadReading(int connections, LoadCounts counts, Histogram latency) {}

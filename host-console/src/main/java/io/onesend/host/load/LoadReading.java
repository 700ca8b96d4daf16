package io.onesend.host.load;

/**
 * What a run says when it is asked how it goes.
 *
 * @param connections open now
 * @param counts since the start
 * @param latencies since the reading before this one; the reader's own
 */
public record LoadReading(int connections, LoadCounts counts, LoadLatencies latencies) {}

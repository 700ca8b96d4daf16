package io.onesend.load;

/**
 * The state of a run when it is read.
 *
 * @param connections open now
 * @param counts since the start
 * @param latencies since the previous reading; they belong to the reader
 */
public record LoadReading(int connections, LoadCounts counts, LoadLatencies latencies) {}

package io.onesend.chat.statistics;

/**
 * How long something has taken, as totals since the start: their difference between two moments gives the mean between these.
 *
 * @param count how often it was measured
 * @param nanos the sum of all times
 */
public record Timing(long count, long nanos) {}

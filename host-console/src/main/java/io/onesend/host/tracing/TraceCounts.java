package io.onesend.host.tracing;

/**
 * What has become of the traces that were to be sent.
 *
 * @param sent taken by {@code tracing.otlp}
 * @param lost too many at once, or not taken
 */
public record TraceCounts(long sent, long lost) {

    /** Of a host that sends none. */
    public static final TraceCounts NONE = new TraceCounts(0, 0);
}

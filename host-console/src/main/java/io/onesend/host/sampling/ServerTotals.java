package io.onesend.host.sampling;

/**
 * What was counted up to one moment.
 *
 * @param nanos the moment, by a clock that only goes forward
 */
record ServerTotals(long nanos, ServerCounts server, ProcessUse process) {

    private static final double SECOND_NANOS = 1e9;
    private static final double MILLI_NANOS = 1e6;

    /** @param logicWaitNanos negative: there is no logic thread */
    Sample since(ServerTotals before, long atMillis, long logicWaitNanos) {
        double seconds = Math.max(1, nanos - before.nanos) / SECOND_NANOS;
        return new Sample(
                atMillis,
                server.sessions(),
                server.users(),
                rate(before.server.messages(), server.messages(), seconds),
                rate(before.server.deliveries(), server.deliveries(), seconds),
                rate(before.server.bytesIn(), server.bytesIn(), seconds),
                rate(before.server.bytesOut(), server.bytesOut(), seconds),
                server.queuedBytes(),
                logicWaitNanos < 0 ? null : hundredths(logicWaitNanos / MILLI_NANOS),
                hundredths(100 * (process.cpuNanos() - before.process.cpuNanos()) / SECOND_NANOS / seconds),
                process.heapBytes(),
                process.residentBytes());
    }

    private static double rate(long before, long now, double seconds) {
        return hundredths((now - before) / seconds);
    }

    /** More digits would only make the answers longer. */
    private static double hundredths(double number) {
        return Math.round(number * 100) / 100.0;
    }
}

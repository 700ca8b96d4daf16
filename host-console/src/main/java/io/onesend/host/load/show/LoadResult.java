package io.onesend.host.load.show;

import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.LoadDescription;
import io.onesend.host.load.show.process.ProcessUse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say of a run that is over.
 *
 * @param seconds from the start to the end, the wait for the last deliveries included
 * @param stoppedEarly whether somebody ended it before its time
 * @param latency of every delivery, in nanoseconds
 * @param generator what this process used; null where the system does not tell
 * @param server the same of the server; null if it is not local or was not found
 */
record LoadResult(
        LoadDescription description,
        Instant started,
        double seconds,
        boolean stoppedEarly,
        LoadCounts counts,
        Histogram latency,
        List<Tick> ticks,
        @Nullable ProcessUse generator,
        @Nullable ProcessUse server) {

    /** What is worth a rate. Failures are not: they are named. */
    static final Set<LoadCount> FLOWS = Set.of(
            LoadCount.CONNECTED,
            LoadCount.LOGGED_IN,
            LoadCount.ENTERED,
            LoadCount.LEFT,
            LoadCount.SENT,
            LoadCount.DELIVERED);

    private static final double NANOS = 1_000;
    private static final double MICROS = 1_000_000;

    /** From the first tick with any to the last, so that neither a ramp before nor a wait behind dilutes it. */
    double perSecond(LoadCount count) {
        double begun = Double.NaN;
        double ended = 0;
        for (Tick tick : ticks) {
            if (tick.counts().of(count) != 0) {
                begun = Double.isNaN(begun) ? tick.at() - tick.seconds() : begun;
                ended = tick.at();
            }
        }
        return ended > begun ? counts.of(count) / (ended - begun) : 0;
    }

    /** Whether there is a latency to show. */
    boolean hasLatency() {
        return latency.getTotalCount() > 0;
    }

    double latencyMicros(double percentile) {
        return latency.getValueAtPercentile(percentile) / NANOS;
    }

    double maxMicros() {
        return latency.getMaxValue() / NANOS;
    }

    double meanMicros() {
        return latency.getMean() / NANOS;
    }

    /** Null if the server is not known, or nothing was delivered. */
    @Nullable
    Double serverMicrosPerDelivery() {
        long delivered = counts.of(LoadCount.DELIVERED);
        return server == null || delivered == 0 ? null : server.cpuSeconds() * MICROS / delivered;
    }
}

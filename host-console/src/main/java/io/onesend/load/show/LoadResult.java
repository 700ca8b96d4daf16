package io.onesend.load.show;

import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadDescription;
import io.onesend.load.LoadLatencies;
import io.onesend.load.show.process.ProcessUse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run that is over.
 *
 * @param seconds from the start to the end, the wait for the last deliveries included
 * @param stoppedEarly whether somebody ended it before its time
 * @param reasons what went wrong, in words
 * @param latencies in nanoseconds, of what was done after the warm-up; all logins and enters before the work are included
 * @param generator what this process used; null if the system does not report it
 * @param server the same of the server; null if it is not local or was not found
 * @param serverMicrosPerDelivery of its CPU, as {@link DeliveryCost} counts; null if it is not known, or nothing was delivered
 */
record LoadResult(
        LoadDescription description,
        Instant started,
        double seconds,
        boolean stoppedEarly,
        LoadPhases phases,
        LoadCounts counts,
        List<FailureReason> reasons,
        LoadLatencies latencies,
        List<Tick> ticks,
        @Nullable ProcessUse generator,
        @Nullable ProcessUse server,
        @Nullable Double serverMicrosPerDelivery) {

    /** The counts that are shown with a rate. Failures have none: they are named. */
    static final Set<LoadCount> FLOWS = Set.of(
            LoadCount.CONNECTED,
            LoadCount.LOGGED_IN,
            LoadCount.ENTERED,
            LoadCount.LEFT,
            LoadCount.SENT,
            LoadCount.DELIVERED);

    private static final double NANOS = 1_000;

    /** The rate from the first tick with any to the last, so that neither a ramp before nor a wait after lowers it. */
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

    /** The kinds that have latencies. */
    List<LatencyKind> kinds() {
        return Arrays.stream(LatencyKind.values()).filter(latencies::has).toList();
    }

    /** The main kind of the run: the first that has latencies, or null. */
    @Nullable
    LatencyKind mainKind() {
        return kinds().stream().findFirst().orElse(null);
    }

    double latencyMicros(LatencyKind kind, double percentile) {
        return latencies.of(kind).getValueAtPercentile(percentile) / NANOS;
    }

    double maxMicros(LatencyKind kind) {
        return latencies.of(kind).getMaxValue() / NANOS;
    }

    double meanMicros(LatencyKind kind) {
        return latencies.of(kind).getMean() / NANOS;
    }
}

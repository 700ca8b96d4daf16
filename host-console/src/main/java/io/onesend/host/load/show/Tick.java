package io.onesend.host.load.show;

import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.show.process.ProcessLoad;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two readings of a run.
 *
 * @param at its end, in seconds since the start
 * @param seconds its length
 * @param connections open at its end
 * @param counts what they rose by
 * @param latency of its deliveries; null without any
 * @param generator what this process used; null where the system does not tell
 * @param server the same of the server, if it is local
 */
record Tick(
        double at,
        double seconds,
        int connections,
        LoadCounts counts,
        @Nullable TickLatency latency,
        @Nullable ProcessLoad generator,
        @Nullable ProcessLoad server) {

    double perSecond(LoadCount count) {
        return seconds > 0 ? counts.of(count) / seconds : 0;
    }

    /** What the counts rose by from one reading to the next. */
    static LoadCounts difference(LoadCounts later, LoadCounts earlier) {
        return each(later, earlier, (a, b) -> a - b);
    }

    /**
     * Both as one. Percentiles cannot be merged without their histograms: the median becomes the mean of both, weighted by
     * deliveries, and the 99th percentile the worse of both.
     */
    Tick and(Tick next) {
        return new Tick(
                next.at,
                seconds + next.seconds,
                next.connections,
                each(counts, next.counts, Long::sum),
                merge(latency, counts, next.latency, next.counts),
                merge(generator, seconds, next.generator, next.seconds),
                merge(server, seconds, next.server, next.seconds));
    }

    private static LoadCounts each(LoadCounts a, LoadCounts b, LongBinaryOperator operator) {
        Map<LoadCount, Long> values = new EnumMap<>(LoadCount.class);
        for (LoadCount count : LoadCount.values()) {
            long value = operator.applyAsLong(a.of(count), b.of(count));
            if (value != 0) {
                values.put(count, value);
            }
        }
        return new LoadCounts(values);
    }

    private static @Nullable TickLatency merge(
            @Nullable TickLatency a, LoadCounts countsOfA, @Nullable TickLatency b, LoadCounts countsOfB) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        double weightOfA = Math.max(1, countsOfA.of(LoadCount.DELIVERED));
        double weightOfB = Math.max(1, countsOfB.of(LoadCount.DELIVERED));
        return new TickLatency(
                (a.p50() * weightOfA + b.p50() * weightOfB) / (weightOfA + weightOfB),
                Math.max(a.p99(), b.p99()),
                Math.max(a.max(), b.max()));
    }

    private static @Nullable ProcessLoad merge(
            @Nullable ProcessLoad a, double secondsOfA, @Nullable ProcessLoad b, double secondsOfB) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        double percent = (a.cpuPercent() * secondsOfA + b.cpuPercent() * secondsOfB) / (secondsOfA + secondsOfB);
        return new ProcessLoad(percent, b.residentBytes() == null ? a.residentBytes() : b.residentBytes());
    }
}

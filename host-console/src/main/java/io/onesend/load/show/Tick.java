package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.show.process.ProcessLoad;
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
 * @param counts how much each rose
 * @param latencies one for each kind that has any
 * @param generator what this process used; null if the system does not report it
 * @param server the same of the server, if it is local
 */
record Tick(
        double at,
        double seconds,
        int connections,
        LoadCounts counts,
        Map<LatencyKind, TickLatency> latencies,
        @Nullable ProcessLoad generator,
        @Nullable ProcessLoad server) {

    /** Null if there was none of this kind. */
    @Nullable
    TickLatency latency(LatencyKind kind) {
        return latencies.get(kind);
    }

    double perSecond(LoadCount count) {
        return seconds > 0 ? counts.of(count) / seconds : 0;
    }

    /** How much the counts rose from one reading to the next. */
    static LoadCounts difference(LoadCounts later, LoadCounts earlier) {
        return each(later, earlier, (a, b) -> a - b);
    }

    /** This tick and the next one, merged. */
    Tick and(Tick next) {
        return new Tick(
                next.at,
                seconds + next.seconds,
                next.connections,
                each(counts, next.counts, Long::sum),
                merge(latencies, next.latencies),
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

    private static Map<LatencyKind, TickLatency> merge(
            Map<LatencyKind, TickLatency> a, Map<LatencyKind, TickLatency> b) {
        Map<LatencyKind, TickLatency> both = new EnumMap<>(LatencyKind.class);
        both.putAll(a);
        b.forEach((kind, latency) -> both.merge(kind, latency, TickLatency::and));
        return both;
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

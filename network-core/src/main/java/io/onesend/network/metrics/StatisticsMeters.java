package io.onesend.network.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.onesend.network.EndpointStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.metrics.NetworkMetric.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The meters of one server, client or endpoint. All of them show the same moment, at most a second ago. */
@AnyThread
final class StatisticsMeters<S> {

    private static final long MOST_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * What is measured.
     *
     * @param disconnects the name of the metric of ended sessions by reason
     * @param reasons where its numbers come from
     */
    record Table<S>(List<NetworkMetric<S>> metrics, String disconnects, Function<S, Map<String, Long>> reasons) {

        static final Table<NetworkStatistics> SERVER =
                new Table<>(NetworkMetric.TABLE, NetworkMetric.DISCONNECTS, NetworkStatistics::disconnects);

        static final Table<NetworkStatistics> CLIENT = new Table<>(
                NetworkMetric.TABLE.stream()
                        .map(metric -> new NetworkMetric<>(
                                NetworkMetric.ofClient(metric.name()),
                                metric.kind(),
                                metric.meaning(),
                                metric.reading()))
                        .toList(),
                NetworkMetric.ofClient(NetworkMetric.DISCONNECTS),
                NetworkStatistics::disconnects);

        static final Table<EndpointStatistics> ENDPOINT = new Table<>(
                NetworkMetric.ENDPOINT_TABLE, NetworkMetric.ENDPOINT_DISCONNECTS, EndpointStatistics::disconnects);
    }

    private final Table<S> table;
    private final Supplier<S> source;
    private final List<Tag> tags;
    private final LongSupplier clock;

    // Guarded by this.
    private final Map<MeterRegistry, List<Meter>> bound = new HashMap<>();
    private final Set<String> reasons = new HashSet<>();
    private S last;
    private long takenAt;

    StatisticsMeters(Table<S> table, Supplier<S> source, List<Tag> tags, LongSupplier clock) {
        this.table = table;
        this.source = source;
        this.tags = List.copyOf(tags);
        this.clock = clock;
        this.last = source.get();
        this.takenAt = clock.getAsLong();
    }

    synchronized void bindTo(MeterRegistry registry) {
        if (bound.containsKey(registry)) {
            return;
        }
        List<Meter> meters = new ArrayList<>();
        bound.put(registry, meters);
        for (NetworkMetric<S> metric : table.metrics()) {
            meters.add(register(registry, metric));
        }
        reasons.forEach(reason -> meters.add(registerReason(registry, reason)));
        takeUpReasons();
    }

    /** Updates the meters to this moment, and adds reasons of disconnects that are new. */
    synchronized void refresh() {
        last = source.get();
        takenAt = clock.getAsLong();
        takeUpReasons();
    }

    /** Removes the meters from every registry they were bound to. */
    synchronized void close() {
        bound.forEach((registry, meters) -> meters.forEach(registry::remove));
        bound.clear();
    }

    private synchronized S current() {
        if (clock.getAsLong() - takenAt > MOST_AGE_NANOS) {
            refresh();
        }
        return last;
    }

    /** A reason is a label's value; its meter appears when the first session ends for it. */
    private void takeUpReasons() {
        for (String reason : table.reasons().apply(last).keySet()) {
            if (reasons.add(reason)) {
                bound.forEach((registry, meters) -> meters.add(registerReason(registry, reason)));
            }
        }
    }

    private Meter register(MeterRegistry registry, NetworkMetric<S> metric) {
        return metric.kind() == Kind.GAUGE
                ? Gauge.builder(metric.name(), this, reading(metric.reading()))
                        .tags(tags)
                        .baseUnit(metric.unit())
                        .description(metric.meaning())
                        .register(registry)
                : FunctionCounter.builder(metric.name(), this, reading(metric.reading()))
                        .tags(tags)
                        .baseUnit(metric.unit())
                        .description(metric.meaning())
                        .register(registry);
    }

    private Meter registerReason(MeterRegistry registry, String reason) {
        return FunctionCounter.builder(
                        table.disconnects(),
                        this,
                        reading(statistics -> table.reasons().apply(statistics).getOrDefault(reason, 0L)))
                .tags(tags)
                .tag(NetworkMetric.DISCONNECTS_LABEL, reason)
                .baseUnit(NetworkMetric.unitOf(table.disconnects()))
                .description(NetworkMetric.DISCONNECTS_MEANING)
                .register(registry);
    }

    /** Reads this object, not the argument: a registry holds the argument weakly, and perhaps nobody else holds it. */
    private ToDoubleFunction<StatisticsMeters<S>> reading(ToDoubleFunction<S> reading) {
        return meters -> reading.applyAsDouble(current());
    }
}

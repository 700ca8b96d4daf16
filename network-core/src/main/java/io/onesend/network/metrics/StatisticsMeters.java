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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The meters of one server, client or endpoint. All of them show the same moment, at most a second ago. */
@AnyThread
final class StatisticsMeters<S> {

    private static final long MOST_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * What is measured.
     *
     * @param labelled each is a meter for each combination of its labels' values
     */
    record Table<S>(List<NetworkMetric<S>> metrics, List<LabelledMetric<S>> labelled) {

        static final Table<NetworkStatistics> SERVER = new Table<>(NetworkMetric.TABLE, LabelledMetric.TABLE);

        static final Table<NetworkStatistics> CLIENT = new Table<>(
                NetworkMetric.TABLE.stream()
                        .map(metric -> new NetworkMetric<>(
                                NetworkMetric.ofClient(metric.name()),
                                metric.kind(),
                                metric.meaning(),
                                metric.reading()))
                        .toList(),
                LabelledMetric.TABLE.stream().map(LabelledMetric::ofClient).toList());

        static final Table<EndpointStatistics> ENDPOINT =
                new Table<>(NetworkMetric.ENDPOINT_TABLE, LabelledMetric.ENDPOINT_TABLE);
    }

    /** A metric with values of its labels. */
    private record Labelled<S>(LabelledMetric<S> metric, List<String> values) {

        double read(S statistics) {
            return metric.reading().apply(statistics).getOrDefault(values, 0L);
        }

        List<Tag> tags() {
            return IntStream.range(0, values.size())
                    .mapToObj(i -> Tag.of(metric.labels().get(i), values.get(i)))
                    .toList();
        }
    }

    private final Table<S> table;
    private final Supplier<S> source;
    private final List<Tag> tags;
    private final LongSupplier clock;

    // Guarded by this.
    private final Map<MeterRegistry, List<Meter>> bound = new HashMap<>();
    private final Set<Labelled<S>> labelled = new HashSet<>();
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
        labelled.forEach(one -> meters.add(register(registry, one)));
        takeUpLabels();
    }

    /** Updates the meters to this moment, and adds values of labels that are new, such as reasons of disconnects. */
    synchronized void refresh() {
        last = source.get();
        takenAt = clock.getAsLong();
        takeUpLabels();
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

    /** A meter with labels appears with its first count: that of a reason when the first session ends for it. */
    private void takeUpLabels() {
        for (LabelledMetric<S> metric : table.labelled()) {
            for (List<String> values : metric.reading().apply(last).keySet()) {
                Labelled<S> one = new Labelled<>(metric, values);
                if (labelled.add(one)) {
                    bound.forEach((registry, meters) -> meters.add(register(registry, one)));
                }
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

    private Meter register(MeterRegistry registry, Labelled<S> one) {
        if (one.metric().kind() == Kind.GAUGE) {
            return Gauge.builder(one.metric().name(), this, reading(one::read))
                    .tags(tags)
                    .tags(one.tags())
                    .baseUnit(one.metric().unit())
                    .description(one.metric().meaning())
                    .register(registry);
        }
        return FunctionCounter.builder(one.metric().name(), this, reading(one::read))
                .tags(tags)
                .tags(one.tags())
                .baseUnit(one.metric().unit())
                .description(one.metric().meaning())
                .register(registry);
    }

    /** Reads this object, not the argument: a registry holds the argument weakly, and perhaps nobody else holds it. */
    private ToDoubleFunction<StatisticsMeters<S>> reading(ToDoubleFunction<S> reading) {
        return meters -> reading.applyAsDouble(current());
    }
}

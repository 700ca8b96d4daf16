package io.onesend.network.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.onesend.network.NetworkServer;
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

/**
 * The meters of {@link NetworkMetric} for one server. All of them show the same moment: at most a second ago, or the last
 * {@link #refresh}. Two servers on one registry need different tags. Any thread may read the meters.
 */
@AnyThread
@SuppressWarnings("exports") // Micrometer is optional: who uses this class requires it.
public final class NetworkMetrics implements MeterBinder, AutoCloseable {

    private static final long MOST_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<NetworkStatistics> source;
    private final List<Tag> tags;
    private final LongSupplier clock;

    // Guarded by this.
    private final Map<MeterRegistry, List<Meter>> bound = new HashMap<>();
    private final Set<String> reasons = new HashSet<>();
    private NetworkStatistics last;
    private long takenAt;

    /**
     * Makes the meters of a registry's only server.
     *
     * @param server may be closed before its meters; they then show its last numbers
     */
    public NetworkMetrics(NetworkServer server) {
        this(server::statistics, List.of());
    }

    /**
     * Makes the meters of one server of several.
     *
     * @param server may be closed before its meters; they then show its last numbers
     * @param tags added to every meter
     */
    public NetworkMetrics(NetworkServer server, List<Tag> tags) {
        this(server::statistics, tags);
    }

    /**
     * Makes the meters of another source, or of one server after another.
     *
     * @param source asked at most once a second and at each {@link #refresh}, on the thread that reads a meter
     * @param tags added to every meter
     */
    public NetworkMetrics(Supplier<NetworkStatistics> source, List<Tag> tags) {
        this(source, tags, System::nanoTime);
    }

    NetworkMetrics(Supplier<NetworkStatistics> source, List<Tag> tags, LongSupplier clock) {
        this.source = source;
        this.tags = List.copyOf(tags);
        this.clock = clock;
        this.last = source.get();
        this.takenAt = clock.getAsLong();
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        if (bound.containsKey(registry)) {
            return;
        }
        List<Meter> meters = new ArrayList<>();
        bound.put(registry, meters);
        for (NetworkMetric metric : NetworkMetric.TABLE) {
            meters.add(register(registry, metric));
        }
        reasons.forEach(reason -> meters.add(registerReason(registry, reason)));
        takeUpReasons();
    }

    /** Updates the meters to this moment, and adds reasons of disconnects that are new. */
    public synchronized void refresh() {
        last = source.get();
        takenAt = clock.getAsLong();
        takeUpReasons();
    }

    /** Removes the meters from every registry they were bound to. */
    @Override
    public synchronized void close() {
        bound.forEach((registry, meters) -> meters.forEach(registry::remove));
        bound.clear();
    }

    private synchronized NetworkStatistics current() {
        if (clock.getAsLong() - takenAt > MOST_AGE_NANOS) {
            refresh();
        }
        return last;
    }

    /** A reason is a label's value; its meter appears when the first session ends for it. */
    private void takeUpReasons() {
        for (String reason : last.disconnects().keySet()) {
            if (reasons.add(reason)) {
                bound.forEach((registry, meters) -> meters.add(registerReason(registry, reason)));
            }
        }
    }

    private Meter register(MeterRegistry registry, NetworkMetric metric) {
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
                        NetworkMetric.DISCONNECTS,
                        this,
                        reading(statistics -> statistics.disconnects().getOrDefault(reason, 0L)))
                .tags(tags)
                .tag(NetworkMetric.DISCONNECTS_LABEL, reason)
                .baseUnit(NetworkMetric.unitOf(NetworkMetric.DISCONNECTS))
                .description(NetworkMetric.DISCONNECTS_MEANING)
                .register(registry);
    }

    /** Reads this object, not the argument: a registry holds the argument weakly, and perhaps nobody else holds a binder. */
    private ToDoubleFunction<NetworkMetrics> reading(ToDoubleFunction<NetworkStatistics> reading) {
        return metrics -> reading.applyAsDouble(current());
    }
}

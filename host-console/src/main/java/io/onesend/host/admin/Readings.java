package io.onesend.host.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.onesend.chat.statistics.Timing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters over one record of numbers. They all read the record of the last {@link #refresh}, so that one scrape shows one
 * moment.
 *
 * @param <S> the record
 */
final class Readings<S> {

    private final MeterRegistry registry;
    private final Supplier<S> source;
    private final Set<List<Object>> seen = ConcurrentHashMap.newKeySet();
    private volatile S last;

    Readings(MeterRegistry registry, Supplier<S> source) {
        this.registry = registry;
        this.source = source;
        this.last = source.get();
    }

    void refresh() {
        last = source.get();
    }

    /** A number that goes up and down. */
    void gauge(String name, String description, ToDoubleFunction<S> reading) {
        Gauge.builder(name, this, readings -> reading.applyAsDouble(readings.last))
                .description(description)
                .register(registry);
    }

    /** A total since the start. */
    void counter(String name, String description, ToDoubleFunction<S> reading) {
        FunctionCounter.builder(name, this, readings -> reading.applyAsDouble(readings.last))
                .description(description)
                .register(registry);
    }

    /** How long something takes: a total of times, and how many they are. */
    void times(String name, String description, Function<S, Timing> reading) {
        FunctionTimer.builder(
                        name,
                        this,
                        readings -> reading.apply(readings.last).count(),
                        readings -> reading.apply(readings.last).nanos(),
                        TimeUnit.NANOSECONDS)
                .description(description)
                .register(registry);
    }

    /** Totals by a name that may turn up later: one counter for each, with the name as its label. */
    void counters(String name, String label, String description, Function<S, Map<String, Long>> reading) {
        counters(name, value -> Tags.of(label, value), description, reading);
    }

    /** Totals by something that may turn up later: one counter for each, with the labels that it has. */
    <K> void counters(String name, Function<K, Tags> labels, String description, Function<S, Map<K, Long>> reading) {
        for (K value : reading.apply(last).keySet()) {
            if (seen.add(List.of(name, value))) {
                FunctionCounter.builder(
                                name,
                                this,
                                readings -> reading.apply(readings.last).getOrDefault(value, 0L))
                        .tags(labels.apply(value))
                        .description(description)
                        .register(registry);
            }
        }
    }
}

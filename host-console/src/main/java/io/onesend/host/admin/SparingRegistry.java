package io.onesend.host.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system for a gauge once in five seconds at most. An answer opens files of /proc and of the control group, and
 * open files are counted by reading a name for each session: a quarter of what a scrape cost. Scrapes must not be at the same time.
 */
final class SparingRegistry extends PrometheusMeterRegistry {

    static final Duration KEPT = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;

    SparingRegistry(LongSupplier nanoTime) {
        super(PrometheusConfig.DEFAULT);
        this.nanoTime = nanoTime;
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T source, ToDoubleFunction<T> reading) {
        return super.newGauge(id, source, isOfSystem(id.getName()) ? new KeptReading<>(reading, nanoTime) : reading);
    }

    private static boolean isOfSystem(String name) {
        return Stream.of("system.", "process.cpu.", "process.files.").anyMatch(name::startsWith);
    }

    /** The last value, until it is too old. */
    private static final class KeptReading<T> implements ToDoubleFunction<T> {

        private final ToDoubleFunction<T> reading;
        private final LongSupplier nanoTime;
        private double value;
        private long readAt;
        private boolean isRead;

        KeptReading(ToDoubleFunction<T> reading, LongSupplier nanoTime) {
            this.reading = reading;
            this.nanoTime = nanoTime;
        }

        @Override
        public double applyAsDouble(T source) {
            long now = nanoTime.getAsLong();
            if (!isRead || now - readAt >= KEPT.toNanos()) {
                value = reading.applyAsDouble(source);
                readAt = now;
                isRead = true;
            }
            return value;
        }
    }
}

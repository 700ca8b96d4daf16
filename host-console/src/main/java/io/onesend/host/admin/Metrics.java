package io.onesend.host.admin;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.onesend.chat.ChatStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.metrics.NetworkMetrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Everything that is measured, as Prometheus reads it: the JVM's numbers always, the server's once it serves. */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final List<Runnable> refreshes = new CopyOnWriteArrayList<>();

    public Metrics() {
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** Adds the server's numbers; the suppliers are asked once for each scrape. */
    public void watch(Supplier<NetworkStatistics> network, Supplier<ChatStatistics> chat) {
        NetworkMetrics networkMetrics = new NetworkMetrics(network, List.of());
        networkMetrics.bindTo(registry);
        refreshes.add(networkMetrics::refresh);
        refreshes.add(ChatMetrics.bind(registry, chat));
    }

    public synchronized String scrape() {
        refreshes.forEach(Runnable::run);
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}

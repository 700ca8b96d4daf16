package io.onesend.host.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.host.log.LogSetup;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.metrics.NetworkMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Everything that is measured, as Prometheus reads it: the JVM's numbers always, the server's once it serves. Made at the first
 * scrape, so that a start does not wait for it: the server counts by itself from its start on, and only the pauses of the
 * garbage collector are counted from that scrape on.
 */
public final class Metrics implements AutoCloseable {

    /**
     * Where the server's numbers come from; each is asked once for each scrape.
     *
     * @param host may ask Redis, for a second or two
     * @param cluster empty: the server is alone
     */
    public record Sources(
            Supplier<HostReading> host,
            Supplier<NetworkStatistics> network,
            Supplier<ChatStatistics> chat,
            Optional<OfCluster> cluster) {}

    /** Where the numbers of a server that shares its rooms with others come from. */
    public record OfCluster(Supplier<ClusterStatistics> statistics, IntSupplier hosts) {}

    private final PrometheusMeterRegistry registry = new SparingRegistry(System::nanoTime);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Supplier<Optional<Sources>> server;
    private List<Runnable> refreshes = List.of();

    /** Adds the server's numbers, which each scrape looks for until they are there. */
    public Metrics(Supplier<Optional<Sources>> server) {
        this.server = server;
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        HostMetrics.bindVersion(registry);
        FunctionCounter.builder("onesend.log.lost.lines", this, all -> LogSetup.lostLines())
                .description("lines that standard error or log.file did not take")
                .register(registry);
    }

    public synchronized String scrape() {
        if (refreshes.isEmpty()) {
            server.get().ifPresent(this::watch);
        }
        refreshes.forEach(Runnable::run);
        return registry.scrape();
    }

    private void watch(Sources sources) {
        NetworkMetrics networkMetrics = new NetworkMetrics(sources.network(), List.of());
        networkMetrics.bindTo(registry);
        List<Runnable> all = new ArrayList<>();
        all.add(networkMetrics::refresh);
        all.add(HostMetrics.bind(registry, sources.host()));
        all.add(ChatMetrics.bind(registry, sources.chat()));
        sources.cluster().ifPresent(cluster -> all.add(ClusterMetrics.bind(registry, cluster)));
        refreshes = List.copyOf(all);
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}

package io.onesend.host.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.onesend.network.NetworkStatistics;
import java.util.function.Supplier;

/** The table of the network's metrics; Prometheus shows the dots as underscores and adds {@code _total} to counters. */
final class NetworkMetrics {

    private NetworkMetrics() {}

    /** What to run before each scrape. */
    static Runnable bind(MeterRegistry registry, Supplier<NetworkStatistics> statistics) {
        Readings<NetworkStatistics> table = new Readings<>(registry, statistics);
        table.gauge("onesend.network.sessions", "open now", NetworkStatistics::sessions);
        table.gauge("onesend.network.queued.bytes", "accepted, not yet written", NetworkStatistics::queuedBytes);
        table.counter("onesend.network.accepted.sessions", "that were connected", NetworkStatistics::accepted);
        table.counter("onesend.network.refused.connections", "over a session limit", NetworkStatistics::refused);
        table.counter("onesend.network.received.packets", "whole frames", NetworkStatistics::packetsIn);
        table.counter("onesend.network.received.bytes", "of frames, headers included", NetworkStatistics::bytesIn);
        table.counter("onesend.network.sent.packets", "written", NetworkStatistics::packetsOut);
        table.counter("onesend.network.sent.bytes", "written", NetworkStatistics::bytesOut);
        table.counter("onesend.network.writes", "each a batch of packets", NetworkStatistics::writes);
        table.counter(
                "onesend.network.dropped.newest.packets", "refused at a byte limit", NetworkStatistics::droppedNewest);
        table.counter(
                "onesend.network.dropped.oldest.packets", "gave way to newer ones", NetworkStatistics::droppedOldest);
        table.counter("onesend.network.replaced.packets", "a newer one of the key came", NetworkStatistics::replaced);
        return () -> {
            table.refresh();
            table.counters("onesend.network.disconnects", "reason", "ended sessions", NetworkStatistics::disconnects);
        };
    }
}

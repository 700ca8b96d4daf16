package io.onesend.network.metrics;

import io.onesend.network.NetworkStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line of the table of a server's metrics. A name's last word is its unit.
 *
 * @param name as Micrometer writes it; Prometheus shows dots as underscores and adds {@code _total} to counters
 * @param kind how the number moves
 * @param meaning what is counted
 * @param reading where the number comes from
 */
public record NetworkMetric(String name, Kind kind, String meaning, ToDoubleFunction<NetworkStatistics> reading) {

    /** How a number moves. */
    public enum Kind {
        /** Up and down. */
        GAUGE,
        /** Up only, from the server's start. */
        COUNTER
    }

    /** Every metric that is a single number. */
    public static final List<NetworkMetric> TABLE = List.of(
            gauge("sessions", "open now", NetworkStatistics::sessions),
            gauge("queued.bytes", "accepted by send queues, not yet written", NetworkStatistics::queuedBytes),
            gauge("logic.tasks", "waiting for the logic threads", NetworkStatistics::logicTasks),
            counter("accepted.sessions", "that reached onConnect", NetworkStatistics::accepted),
            counter("refused.connections", "over a limit of sessions, or reset on arrival", NetworkStatistics::refused),
            counter("received.packets", "whole frames", NetworkStatistics::packetsIn),
            counter("received.bytes", "of frames, headers and delimiters included", NetworkStatistics::bytesIn),
            counter("sent.packets", "written", NetworkStatistics::packetsOut),
            counter("sent.bytes", "written", NetworkStatistics::bytesOut),
            counter("writes", "each a batch of packets", NetworkStatistics::writes),
            counter("dropped.newest.packets", "refused at a byte limit", NetworkStatistics::droppedNewest),
            counter("dropped.oldest.packets", "gave way to newer ones", NetworkStatistics::droppedOldest),
            counter("replaced.packets", "a newer one of their key came", NetworkStatistics::replaced));

    /** The only metric with a label: ended sessions by reason, stalled writes among them. */
    public static final String DISCONNECTS = "onesend.network.disconnects";

    static final String DISCONNECTS_LABEL = "reason";
    static final String DISCONNECTS_MEANING = "ended sessions, by the name of the reason";

    private static NetworkMetric gauge(String name, String meaning, ToDoubleFunction<NetworkStatistics> reading) {
        return new NetworkMetric("onesend.network." + name, Kind.GAUGE, meaning, reading);
    }

    private static NetworkMetric counter(String name, String meaning, ToDoubleFunction<NetworkStatistics> reading) {
        return new NetworkMetric("onesend.network." + name, Kind.COUNTER, meaning, reading);
    }

    /** {@return what is counted: sessions, bytes, packets} */
    public String unit() {
        return unitOf(name);
    }

    static String unitOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

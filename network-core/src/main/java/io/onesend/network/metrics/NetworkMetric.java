package io.onesend.network.metrics;

import io.onesend.network.EndpointStatistics;
import io.onesend.network.NetworkStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line of a table of metrics. A name's last word is its unit.
 *
 * @param name as Micrometer writes it; Prometheus shows dots as underscores and adds {@code _total} to counters
 * @param kind how the number moves
 * @param meaning what is counted
 * @param reading where the number comes from
 * @param <S> the statistics that have the number
 */
public record NetworkMetric<S>(String name, Kind kind, String meaning, ToDoubleFunction<S> reading) {

    /** How a number moves. */
    public enum Kind {
        /** Up and down. */
        GAUGE,
        /** Up only, from the server's start. */
        COUNTER
    }

    private static final String PREFIX = "onesend.network.";
    private static final String ENDPOINT_PREFIX = "onesend.network.endpoint.";

    private static final String SESSIONS = "open now";
    private static final String ACCEPTED = "that reached onConnect";
    private static final String REFUSED = "over a limit of sessions, or reset on arrival";
    private static final String PACKETS_IN = "whole frames";
    private static final String BYTES_IN = "of frames, headers and delimiters included";
    private static final String OUT = "written";
    private static final String WRITES = "each a batch of packets";

    /** Every metric of a server that is a single number. */
    public static final List<NetworkMetric<NetworkStatistics>> TABLE = List.of(
            gauge("sessions", SESSIONS, NetworkStatistics::sessions),
            gauge("arriving.connections", "open now, no sessions yet", NetworkStatistics::arriving),
            gauge("queued.bytes", "accepted by send queues, not yet written", NetworkStatistics::queuedBytes),
            gauge("inbound.bytes", "received, not yet handled, and of frames begun", NetworkStatistics::inboundBytes),
            gauge("logic.tasks", "waiting for the logic threads", NetworkStatistics::logicTasks),
            counter("accepted.sessions", ACCEPTED, NetworkStatistics::accepted),
            counter("refused.connections", REFUSED, NetworkStatistics::refused),
            counter("received.packets", PACKETS_IN, NetworkStatistics::packetsIn),
            counter("received.bytes", BYTES_IN, NetworkStatistics::bytesIn),
            counter("sent.packets", OUT, NetworkStatistics::packetsOut),
            counter("sent.bytes", OUT, NetworkStatistics::bytesOut),
            counter("writes", WRITES, NetworkStatistics::writes),
            counter("dropped.newest.packets", "refused at a byte limit", NetworkStatistics::droppedNewest),
            counter("dropped.oldest.packets", "gave way to newer ones", NetworkStatistics::droppedOldest),
            counter("replaced.packets", "a newer one of their key came", NetworkStatistics::replaced),
            counter(
                    "tls.handshake.seconds",
                    "of handshakes that ended well, together",
                    statistics -> statistics.tls().handshakeSeconds()));

    /** Every metric of an endpoint that is a single number. */
    public static final List<NetworkMetric<EndpointStatistics>> ENDPOINT_TABLE = List.of(
            ofEndpoint("sessions", Kind.GAUGE, SESSIONS, EndpointStatistics::sessions),
            ofEndpoint("accepted.sessions", Kind.COUNTER, ACCEPTED, EndpointStatistics::accepted),
            ofEndpoint("refused.connections", Kind.COUNTER, REFUSED, EndpointStatistics::refused),
            ofEndpoint("received.packets", Kind.COUNTER, PACKETS_IN, EndpointStatistics::packetsIn),
            ofEndpoint("received.bytes", Kind.COUNTER, BYTES_IN, EndpointStatistics::bytesIn),
            ofEndpoint("sent.packets", Kind.COUNTER, OUT, EndpointStatistics::packetsOut),
            ofEndpoint("sent.bytes", Kind.COUNTER, OUT, EndpointStatistics::bytesOut),
            ofEndpoint("writes", Kind.COUNTER, WRITES, EndpointStatistics::writes));

    static final String ENDPOINT_LABEL = "endpoint";

    private static NetworkMetric<NetworkStatistics> gauge(
            String name, String meaning, ToDoubleFunction<NetworkStatistics> reading) {
        return new NetworkMetric<>(PREFIX + name, Kind.GAUGE, meaning, reading);
    }

    private static NetworkMetric<NetworkStatistics> counter(
            String name, String meaning, ToDoubleFunction<NetworkStatistics> reading) {
        return new NetworkMetric<>(PREFIX + name, Kind.COUNTER, meaning, reading);
    }

    private static NetworkMetric<EndpointStatistics> ofEndpoint(
            String name, Kind kind, String meaning, ToDoubleFunction<EndpointStatistics> reading) {
        return new NetworkMetric<>(ENDPOINT_PREFIX + name, kind, meaning, reading);
    }

    /** The name of a server's metric for a client, so that one registry can have both. */
    static String ofClient(String name) {
        return name.replaceFirst(PREFIX, PREFIX + "client.");
    }

    /** {@return what is counted: sessions, bytes, packets} */
    public String unit() {
        return unitOf(name);
    }

    static String unitOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

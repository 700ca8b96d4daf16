package io.onesend.network.metrics;

import io.onesend.network.EndpointStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.metrics.NetworkMetric.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A metric with labels, which is one number for each combination of their values. A combination appears with its first number.
 *
 * @param name as that of {@link NetworkMetric}
 * @param kind how the numbers move
 * @param labels the names of its labels
 * @param meaning what is counted
 * @param reading the numbers by the values of the labels, in the order of the names
 * @param <S> the statistics that have the numbers
 */
public record LabelledMetric<S>(
        String name, Kind kind, List<String> labels, String meaning, Function<S, Map<List<String>, Long>> reading) {

    private static final String ENDED = "ended sessions, by the name of the reason";

    /** The value of the label {@code tls} of a connection that is not encrypted. */
    private static final String NO_TLS = "none";

    /** Those of a server. */
    public static final List<LabelledMetric<NetworkStatistics>> TABLE = List.of(
            byReason("onesend.network.disconnects", ENDED, NetworkStatistics::disconnects),
            new LabelledMetric<>(
                    "onesend.network.entered.sessions",
                    Kind.COUNTER,
                    List.of("door", "tls"),
                    "that reached onConnect, by how they came in",
                    LabelledMetric::entered),
            byReason(
                    "onesend.network.turned.away.connections",
                    "hung up on before they were sessions, by the name of the reason",
                    NetworkStatistics::turnedAway),
            byLabel(
                    "onesend.network.pages",
                    "status",
                    "answers to requests for pages, and to refused ones for a WebSocket, by the HTTP status",
                    NetworkStatistics::pages),
            byLabel(
                    "onesend.network.control.frames",
                    "kind",
                    "received from WebSockets: ping, pong or close",
                    NetworkStatistics::controlFrames),
            byLabel(
                    "onesend.network.tls.handshakes",
                    "result",
                    "ended, by how: ok, failed, busy or unfinished",
                    statistics -> statistics.tls().handshakes()),
            byLabel(
                    "onesend.network.certificate.reloads",
                    "result",
                    "changed files that were read, by how: ok or failed",
                    statistics -> statistics.tls().certificateReloads()),
            new LabelledMetric<>(
                    "onesend.network.certificate.remaining.seconds",
                    Kind.GAUGE,
                    List.of("name"),
                    "until a certificate expires",
                    statistics -> labelled(statistics.tls().certificateSeconds())));

    /** Those of an endpoint. */
    public static final List<LabelledMetric<EndpointStatistics>> ENDPOINT_TABLE =
            List.of(byReason("onesend.network.endpoint.disconnects", ENDED, EndpointStatistics::disconnects));

    private static <S> LabelledMetric<S> byReason(String name, String meaning, Function<S, Map<String, Long>> counts) {
        return byLabel(name, "reason", meaning, counts);
    }

    private static <S, K> LabelledMetric<S> byLabel(
            String name, String label, String meaning, Function<S, Map<K, Long>> counts) {
        return new LabelledMetric<>(
                name, Kind.COUNTER, List.of(label), meaning, statistics -> labelled(counts.apply(statistics)));
    }

    private static <K> Map<List<String>, Long> labelled(Map<K, Long> numbers) {
        return numbers.entrySet().stream()
                .collect(Collectors.toMap(one -> List.of(String.valueOf(one.getKey())), Map.Entry::getValue));
    }

    private static Map<List<String>, Long> entered(NetworkStatistics statistics) {
        return statistics.entered().entrySet().stream()
                .collect(Collectors.toMap(
                        count -> List.of(count.getKey().door().label(), tlsOf(count.getKey())), Map.Entry::getValue));
    }

    private static String tlsOf(NetworkStatistics.Way way) {
        return way.tls() == null ? NO_TLS : way.tls();
    }

    /** The same of a client, so that one registry can have both. */
    LabelledMetric<S> ofClient() {
        return new LabelledMetric<>(NetworkMetric.ofClient(name), kind, labels, meaning, reading);
    }

    /** {@return what is counted: disconnects, sessions, connections} */
    public String unit() {
        return NetworkMetric.unitOf(name);
    }
}

package io.onesend.network.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onesend.network.Door;
import io.onesend.network.EndpointStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsStatistics;
import io.onesend.network.metrics.NetworkMetric.Kind;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private NetworkStatistics statistics = numbers(1, Map.of());
    private long now;

    private static NetworkStatistics numbers(int from, Map<String, Long> disconnects) {
        return new NetworkStatistics(
                from,
                from + 1,
                from + 2,
                disconnects,
                from + 3,
                from + 4,
                from + 5,
                from + 6,
                from + 7,
                from + 8,
                from + 9,
                from + 10,
                from + 11,
                from + 12,
                from + 13,
                from + 14,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                TlsStatistics.NONE);
    }

    private NetworkMetrics bind(Tag... tags) {
        NetworkMetrics metrics = new NetworkMetrics(() -> statistics, List.of(tags), () -> now);
        metrics.bindTo(registry);
        return metrics;
    }

    private double value(String name, String... tags) {
        return registry.get("onesend.network." + name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Test
    void readsEachNumberUnderItsName() {
        bind();

        assertThat(value("sessions")).isEqualTo(1);
        assertThat(value("accepted.sessions")).isEqualTo(2);
        assertThat(value("refused.connections")).isEqualTo(3);
        assertThat(value("received.packets")).isEqualTo(4);
        assertThat(value("received.bytes")).isEqualTo(5);
        assertThat(value("sent.packets")).isEqualTo(6);
        assertThat(value("sent.bytes")).isEqualTo(7);
        assertThat(value("writes")).isEqualTo(8);
        assertThat(value("queued.bytes")).isEqualTo(9);
        assertThat(value("inbound.bytes")).isEqualTo(10);
        assertThat(value("dropped.newest.packets")).isEqualTo(11);
        assertThat(value("dropped.oldest.packets")).isEqualTo(12);
        assertThat(value("replaced.packets")).isEqualTo(13);
        assertThat(value("logic.tasks")).isEqualTo(14);
        assertThat(value("arriving.connections")).isEqualTo(15);
    }

    @Test
    void givesEachMeterTheKindTheUnitAndTheMeaningOfTheTable() {
        statistics = numbers(1, Map.of("idle", 1L));
        bind();

        assertThat(registry.getMeters()).hasSize(NetworkMetric.TABLE.size() + 1);
        for (NetworkMetric<NetworkStatistics> metric : NetworkMetric.TABLE) {
            Meter.Id id = registry.get(metric.name()).meter().getId();
            assertThat(id.getType()).isEqualTo(metric.kind() == Kind.GAUGE ? Meter.Type.GAUGE : Meter.Type.COUNTER);
            assertThat(id.getBaseUnit()).isEqualTo(metric.unit());
            assertThat(id.getDescription()).isEqualTo(metric.meaning());
        }
    }

    @Test
    void areThoseOfTheReadme() throws IOException {
        List<String> rows = new ArrayList<>();
        for (NetworkMetric<NetworkStatistics> metric : NetworkMetric.TABLE) {
            rows.add(row(metric));
        }
        LabelledMetric.TABLE.forEach(metric -> rows.add(row(metric)));
        for (NetworkMetric<EndpointStatistics> metric : NetworkMetric.ENDPOINT_TABLE) {
            rows.add(row(metric));
        }
        LabelledMetric.ENDPOINT_TABLE.forEach(metric -> rows.add(row(metric)));

        assertThat(Readme.of("network-core").rows("onesend.network.")).isEqualTo(rows);
    }

    private static String row(LabelledMetric<?> metric) {
        return row(metric.name(), metric.kind().name().toLowerCase(Locale.ROOT), metric.meaning());
    }

    private static String row(NetworkMetric<?> metric) {
        return row(metric.name(), metric.kind().name().toLowerCase(Locale.ROOT), metric.meaning());
    }

    private static String row(String name, String kind, String meaning) {
        return "| `" + name + "` | " + kind + " | " + NetworkMetric.unitOf(name) + " | " + meaning + " |";
    }

    @Test
    void showOneMomentUntilItIsASecondOld() {
        bind();
        statistics = numbers(101, Map.of("idle", 1L));

        now += Duration.ofSeconds(1).toNanos();
        assertThat(value("sessions")).isEqualTo(1);
        assertThat(registry.find("onesend.network.disconnects").meters()).isEmpty();

        now++;
        assertThat(value("sessions")).isEqualTo(101);
        assertThat(value("disconnects", "reason", "idle")).isEqualTo(1);
    }

    @Test
    void showTheMomentOfARefresh() {
        NetworkMetrics metrics = bind();
        statistics = numbers(101, Map.of("idle", 5L, "send-limit", 2L));
        metrics.refresh();

        assertThat(value("queued.bytes")).isEqualTo(109);
        assertThat(value("disconnects", "reason", "idle")).isEqualTo(5);
        assertThat(value("disconnects", "reason", "send-limit")).isEqualTo(2);
    }

    @Test
    void showHowSessionsCameInAndWhatWasTurnedAway() {
        NetworkMetrics metrics = bind();
        statistics = arrivals(
                Map.of(
                        new NetworkStatistics.Way(Door.PLAIN, null), 3L,
                        new NetworkStatistics.Way(Door.WEBSOCKET, "TLSv1.3"), 4L),
                Map.of("first-bytes", 5L));
        metrics.refresh();

        assertThat(value("entered.sessions", "door", "plain", "tls", "none")).isEqualTo(3);
        assertThat(value("entered.sessions", "door", "websocket", "tls", "TLSv1.3"))
                .isEqualTo(4);
        assertThat(value("turned.away.connections", "reason", "first-bytes")).isEqualTo(5);
    }

    private static NetworkStatistics arrivals(Map<NetworkStatistics.Way, Long> entered, Map<String, Long> turnedAway) {
        return new NetworkStatistics(
                0,
                0,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                entered,
                turnedAway,
                Map.of(),
                Map.of(),
                TlsStatistics.NONE);
    }

    @Test
    void showWhatBrowsersAndWebSocketsHaveAskedFor() {
        NetworkMetrics metrics = bind();
        statistics = web(Map.of(200, 6L, 404, 7L), Map.of("ping", 8L));
        metrics.refresh();

        assertThat(value("pages", "status", "200")).isEqualTo(6);
        assertThat(value("pages", "status", "404")).isEqualTo(7);
        assertThat(value("control.frames", "kind", "ping")).isEqualTo(8);
    }

    private static NetworkStatistics web(Map<Integer, Long> pages, Map<String, Long> controlFrames) {
        return new NetworkStatistics(
                0,
                0,
                0,
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                pages,
                controlFrames,
                TlsStatistics.NONE);
    }

    @Test
    void showHandshakesAndCertificates() {
        NetworkMetrics metrics = bind();
        TlsStatistics tls = new TlsStatistics(
                Map.of("ok", 3L, "failed", 4L), 1.5, Map.of("ok", 5L), null, Map.of("chat.example", 600L));
        statistics = new NetworkStatistics(
                0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), tls);
        metrics.refresh();

        assertThat(value("tls.handshakes", "result", "failed")).isEqualTo(4);
        assertThat(value("tls.handshake.seconds")).isEqualTo(1.5);
        assertThat(value("certificate.reloads", "result", "ok")).isEqualTo(5);
        assertThat(value("certificate.remaining.seconds", "name", "chat.example"))
                .isEqualTo(600);
        assertThat(registry.get("onesend.network.certificate.remaining.seconds")
                        .meter()
                        .getId()
                        .getType())
                .isEqualTo(Meter.Type.GAUGE);
    }

    @Test
    void tellSeveralServersApartByTags() {
        bind(Tag.of("server", "a"));
        statistics = numbers(101, Map.of());
        NetworkMetrics b = bind(Tag.of("server", "b"));

        assertThat(value("sessions", "server", "a")).isEqualTo(1);
        assertThat(value("sessions", "server", "b")).isEqualTo(101);

        b.close();
        assertThat(registry.getMeters())
                .hasSize(NetworkMetric.TABLE.size())
                .allMatch(meter -> "a".equals(meter.getId().getTag("server")));
    }

    @Test
    void goOnWhenNobodyHoldsTheBinder() {
        bind();

        System.gc();
        now += Duration.ofSeconds(2).toNanos();
        statistics = numbers(101, Map.of());

        assertThat(value("sessions")).isEqualTo(101);
        assertThat(value("accepted.sessions")).isEqualTo(102);
    }
}

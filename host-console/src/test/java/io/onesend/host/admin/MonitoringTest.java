package io.onesend.host.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.host.tracing.TraceCounts;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsStatistics;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every metric and label that the alerts and the board ask for is in a scrape. */
class MonitoringTest {

    private final Scrape scrape = scrape();

    @Test
    void theAlertsAndTheBoardAskForMetricsAndLabelsThatThereAre() throws IOException {
        assertThat(scrape.missing()).isEmpty();
    }

    @Test
    void eachAlertSaysWhatToDo() throws IOException {
        assertThat(Scrape.rules().split("- alert:", -1)).as("alerts").hasSize(11);
        assertThat(Scrape.rules().split("\n +do: ", -1))
                .as("what to do, in each")
                .hasSize(11);
        assertThat(Scrape.board().get("panels").size()).isGreaterThan(9);
    }

    @Test
    void findsANameThatIsMisspelt() {
        assertThat(scrape.unknown("rate(onesend_chat_massages_total[1m])"))
                .containsExactly("onesend_chat_massages_total");
        assertThat(scrape.unknown("onesend_chat_logins_total{reason=\"x\"}"))
                .containsExactly("onesend_chat_logins_total{reason}");
        assertThat(scrape.unknown("sum by (door) (onesend_chat_logins_total)"))
                .containsExactly("door of sum by (door) (onesend_chat_logins_total)");
    }

    @Test
    void findsWhatAScrapeLacks() throws IOException {
        assertThat(Scrape.of("onesend_ready 1.0\n").missing()).contains("onesend_redis_connected");
    }

    private static Scrape scrape() {
        try (Metrics metrics = new Metrics(() -> Optional.of(sources()))) {
            return Scrape.of(metrics.scrape());
        }
    }

    private static Metrics.Sources sources() {
        TlsStatistics tls = new TlsStatistics(Map.of("ok", 1L), 1, Map.of("ok", 1L), null, Map.of("chat", 1L));
        NetworkStatistics network = new NetworkStatistics(
                1,
                1,
                1,
                Map.of("idle", 1L),
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                tls);
        ChatStatistics chat = new ChatStatistics(1, 1, Map.of("NONE", 1L), 1, 1, 1, 1);
        return new Metrics.Sources(
                () -> new HostReading(
                        true,
                        true,
                        0,
                        1,
                        1,
                        Map.of(new AdminRequests.Answered("/status", 200), 1L),
                        Map.of("done", 1L),
                        TraceCounts.NONE),
                () -> network,
                () -> chat,
                Optional.empty());
    }
}

package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.admin.Scrape;
import io.onesend.it.harness.Admin;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.RawClient;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What host-console/README.md says of the admin port. */
class AdminIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    private static Admin admin() {
        return chat.server().admin();
    }

    @Test
    void aServerThatServesIsLiveAndReady() {
        assertThat(admin().page("/livez").status()).isEqualTo(200);
        assertThat(admin().page("/readyz").status()).isEqualTo(200);
    }

    @Test
    void metricsArePrometheusText() {
        Admin.Page metrics = admin().page("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body().lines())
                .allMatch(line -> line.startsWith("# ") || line.matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? \\S+"));
    }

    @Test
    void statusAndMetricsCountSessionsUsersAndRooms() {
        Awaitility.await().atMost(DEADLINE).until(() -> admin().metric(Metrics.SESSIONS) == 0);
        try (RawClient anonymous = chat.connect();
                RawClient user = chat.user();
                RawClient member = chat.member(chat.room())) {
            anonymous.assertQuiet();
            user.assertQuiet();
            member.chat("counted");

            JsonNode status = admin().status();
            assertThat(status.get("sessions").asInt()).isEqualTo(3);
            assertThat(status.get("users").asInt()).isEqualTo(2);
            assertThat(status.get("rooms").asInt()).isEqualTo(1);
            assertThat(status.get("transport").asString()).isIn("io_uring", "epoll", "kqueue", "nio");
            assertThat(status.toString()).contains("uptime", "totals");
            assertThat(admin().metric(Metrics.SESSIONS)).isEqualTo(3);
            assertThat(admin().metric(Metrics.USERS)).isEqualTo(2);
        }
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> {
            assertThat(admin().metric(Metrics.SESSIONS)).isZero();
            assertThat(admin().metric(Metrics.USERS)).isZero();
            assertThat(admin().status().get("rooms").asInt()).isZero();
        });
    }

    /** Beside the scrape in the process that a test of host-console reads: names and labels as they come over HTTP. */
    @Test
    void aScrapeHasWhatTheAlertsAndTheBoardAskFor() throws IOException {
        try (RawClient user = chat.user()) {
            user.assertQuiet();
        }
        Awaitility.await().atMost(DEADLINE).until(() -> admin().metricOrZero("onesend_network_disconnects_total") > 0);

        assertThat(Scrape.of(admin().page("/metrics").body()).missing())
                .as("this server has no certificate")
                .allMatch(name -> name.contains("onesend_network_certificate_remaining_seconds"));
    }

    @Test
    void whatIsNotThereIs404AndWhatIsNotReadIs405() {
        assertThat(admin().page("/nothing").status()).isEqualTo(404);
        assertThat(admin().page("/livezz").status()).isEqualTo(404);
        assertThat(admin().page("/livez/x").status()).isEqualTo(404);
        assertThat(admin().request("POST", "/livez").status()).isEqualTo(405);
        assertThat(admin().request("DELETE", "/status").status()).isEqualTo(405);
    }
}

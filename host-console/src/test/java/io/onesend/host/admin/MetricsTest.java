package io.onesend.host.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.Timing;
import io.onesend.host.tracing.TraceCounts;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsStatistics;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final HostReading host = new HostReading(
            true,
            false,
            0.5,
            20_000,
            4_096,
            Map.of(new AdminRequests.Answered("/api/v1/sessions/{id}", 404), 50L),
            Map.of("refused", 51L),
            new TraceCounts(52, 53));

    private final AtomicReference<NetworkStatistics> network = new AtomicReference<>(network(1, Map.of()));
    private final AtomicReference<ChatStatistics> chat =
            new AtomicReference<>(new ChatStatistics(11, 12, Map.of("NONE", 13L), 14, 15, 16, 17));

    private final ClusterStatistics cluster = new ClusterStatistics(
            16,
            15,
            22,
            Map.of("said", 23L),
            Map.of("enter_room_full_user", 24L),
            25,
            26,
            27,
            Map.of("reconnected", 28L),
            Map.of("more", 29L),
            30,
            31,
            32,
            33,
            34,
            35,
            36,
            47,
            Map.of("none", 48L),
            37,
            38,
            39.5,
            Map.of("login_user_already", 40L),
            new ClusterStatistics.Times(
                    new Timing(41, 42_000_000_000L), new Timing(43, 44_000_000_000L), new Timing(45, 46_000_000_000L)));

    private final Optional<Metrics.Sources> serving =
            Optional.of(new Metrics.Sources(() -> host, network::get, chat::get, Optional.empty()));
    private final Optional<Metrics.Sources> inCluster = Optional.of(new Metrics.Sources(
            () -> host, network::get, chat::get, Optional.of(new Metrics.OfCluster(() -> cluster, () -> 2))));

    @Test
    void showsEveryNumberUnderItsName() {
        try (Metrics metrics = new Metrics(() -> serving)) {

            assertThat(samples(metrics))
                    .contains(
                            "onesend_network_sessions 1.0",
                            "onesend_network_accepted_sessions_total 2.0",
                            "onesend_network_refused_connections_total 3.0",
                            "onesend_network_received_packets_total 4.0",
                            "onesend_network_received_bytes_total 5.0",
                            "onesend_network_sent_packets_total 6.0",
                            "onesend_network_sent_bytes_total 7.0",
                            "onesend_network_writes_total 8.0",
                            "onesend_network_queued_bytes 9.0",
                            "onesend_network_inbound_bytes 21.0",
                            "onesend_network_dropped_newest_packets_total 10.0",
                            "onesend_network_dropped_oldest_packets_total 18.0",
                            "onesend_network_replaced_packets_total 19.0",
                            "onesend_network_logic_tasks 20.0",
                            "onesend_ready 1.0",
                            "onesend_redis_connected 0.0",
                            "onesend_logic_wait_seconds 0.5",
                            "onesend_limit_sessions 20000.0",
                            "onesend_limit_queued_bytes 4096.0",
                            "onesend_admin_requests_total{path=\"/api/v1/sessions/{id}\",status=\"404\"} 50.0",
                            "onesend_config_reloads_total{result=\"refused\"} 51.0",
                            "onesend_traces_sent_total 52.0",
                            "onesend_traces_lost_total 53.0",
                            "onesend_chat_users 11.0",
                            "onesend_chat_rooms_in_use 12.0",
                            "onesend_chat_logins_total{result=\"NONE\"} 13.0",
                            "onesend_chat_messages_total 14.0",
                            "onesend_chat_deliveries_total 15.0",
                            "onesend_chat_unknown_packets_total 16.0",
                            "onesend_chat_rate_limited_messages_total 17.0");
        }
    }

    @Test
    void showsTheClustersNumbersInAClusterOnly() {
        try (Metrics metrics = new Metrics(() -> inCluster)) {
            assertThat(samples(metrics))
                    .contains(
                            "onesend_cluster_hosts 2.0",
                            "onesend_cluster_live_partitions 15.0",
                            "onesend_cluster_outbox_events 22.0",
                            "onesend_cluster_events_total{kind=\"said\"} 23.0",
                            "onesend_cluster_refused_total{result=\"enter_room_full_user\"} 24.0",
                            "onesend_cluster_batches_total 25.0",
                            "onesend_cluster_batch_events_total 26.0",
                            "onesend_cluster_feed_messages_total 27.0",
                            "onesend_cluster_feed_gaps_total{cause=\"reconnected\"} 28.0",
                            "onesend_cluster_reads_total{result=\"more\"} 29.0",
                            "onesend_cluster_skipped_events_total 30.0",
                            "onesend_cluster_repeated_events_total 31.0",
                            "onesend_cluster_repaired_events_total 32.0",
                            "onesend_cluster_lost_accepted_total 33.0",
                            "onesend_cluster_room_gaps_total 34.0",
                            "onesend_cluster_fenced_total 35.0",
                            "onesend_cluster_reaped_users_total 36.0",
                            "onesend_cluster_moved_users_total 47.0",
                            "onesend_cluster_resumes_total{result=\"none\"} 48.0",
                            "onesend_cluster_links_up 37.0",
                            "onesend_cluster_feed_pending_bytes 38.0",
                            "onesend_cluster_lease_left_seconds 39.5",
                            "onesend_cluster_claims_total{result=\"login_user_already\"} 40.0",
                            "onesend_cluster_accept_seconds_count 41",
                            "onesend_cluster_accept_seconds_sum 42.0",
                            "onesend_cluster_redis_seconds_count 43",
                            "onesend_cluster_redis_seconds_sum 44.0",
                            "onesend_cluster_barrier_seconds_count 45",
                            "onesend_cluster_barrier_seconds_sum 46.0");
        }
        try (Metrics metrics = new Metrics(() -> serving)) {
            assertThat(metrics.scrape()).doesNotContain("onesend_cluster");
        }
    }

    @Test
    void areThoseOfTheReadmeBesideTheNetworks() throws IOException {
        List<String> documented = Readme.of("host-console").table("| metric | kind | meaning |").stream()
                .map(row -> row.get(0).replace("`", "").replace('.', '_') + " " + row.get(1) + " " + row.get(2))
                .toList();

        try (Metrics metrics = new Metrics(() -> inCluster)) {
            String scraped = metrics.scrape();

            assertThat(Pattern.compile("# HELP (onesend_(?!network_)\\w+?)(?:_total)? (.+)\n# TYPE \\w+ (\\w+)")
                            .matcher(scraped)
                            .results()
                            .map(found -> found.group(1) + " " + found.group(3) + " " + found.group(2)))
                    .containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void takesUpNewReasonsAndNewNumbersAtTheNextScrape() {
        try (Metrics metrics = new Metrics(() -> serving)) {
            assertThat(metrics.scrape()).doesNotContain("idle");

            network.set(network(0, Map.of("idle", 1L)));

            assertThat(samples(metrics))
                    .contains("onesend_network_sessions 0.0", "onesend_network_disconnects_total{reason=\"idle\"} 1.0");

            network.set(network(0, Map.of("idle", 5L, "send-limit", 2L)));

            assertThat(samples(metrics))
                    .contains(
                            "onesend_network_disconnects_total{reason=\"idle\"} 5.0",
                            "onesend_network_disconnects_total{reason=\"send-limit\"} 2.0");
        }
    }

    @Test
    void showsTheProcessAloneUntilTheServerServes() {
        AtomicReference<Optional<Metrics.Sources>> server = new AtomicReference<>(Optional.empty());
        try (Metrics metrics = new Metrics(server::get)) {
            assertThat(metrics.scrape())
                    .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "onesend_log_lost_lines_total 0.0")
                    .doesNotContain("onesend_network", "onesend_chat");

            server.set(serving);

            assertThat(samples(metrics)).contains("onesend_network_sessions 1.0", "onesend_chat_users 11.0");
        }
    }

    private static NetworkStatistics network(int sessions, Map<String, Long> disconnects) {
        return new NetworkStatistics(
                sessions,
                2,
                3,
                disconnects,
                4,
                5,
                6,
                7,
                8,
                9,
                21,
                10,
                18,
                19,
                20,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                TlsStatistics.NONE);
    }

    private static List<String> samples(Metrics metrics) {
        return metrics.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Endpoint;
import io.onesend.network.EndpointStatistics;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.metrics.NetworkMetrics;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the numbers of each endpoint, of their server, and of a client. */
class EndpointStatisticsIT {

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener first = RecordingListener.echo();
    private final RecordingListener second = RecordingListener.echo();

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer start() {
        return NetworkServer.start(
                // Peers do not answer the end of a connection with their own.
                CONFIG.toBuilder()
                        .ioThreads(2)
                        .closeTimeout(Duration.ofMillis(500))
                        .build(),
                Logic.on(loop),
                List.of(
                        Endpoint.builder(PacketDecoder.BYTES, first).build(),
                        Endpoint.builder(PacketDecoder.BYTES, second)
                                .maxSessions(2)
                                .build()));
    }

    private static List<Peer> connect(NetworkServer server, int endpoint, int peers) throws IOException {
        List<Peer> all = new ArrayList<>();
        for (int i = 0; i < peers; i++) {
            all.add(new Peer(((InetSocketAddress) server.addresses().get(endpoint)).getPort()));
        }
        return all;
    }

    private static void echo(Peer peer, byte[] frame) throws IOException {
        peer.send(frame);
        assertThat(peer.receive()).isEqualTo(frame);
    }

    @Test
    void areCountedApartAndAddUpToTheServers() throws IOException {
        try (NetworkServer server = start()) {
            // On both I/O threads.
            List<Peer> firsts = connect(server, 0, 3);
            for (Peer peer : firsts) {
                echo(peer, numbered(1, 95));
                echo(peer, numbered(2, 95));
            }
            List<Peer> seconds = connect(server, 1, 2);
            for (Peer peer : seconds) {
                echo(peer, frame(1));
            }
            for (Peer refused : connect(server, 1, 4)) {
                refused.expectEnd();
                refused.close();
            }
            first.session().close(DisconnectReason.IDLE);
            second.session().abort(DisconnectReason.WRITE_STALLED);
            await().until(() -> server.statistics().sessions() == 3);
            firsts.get(2).close();
            await().until(() -> server.statistics().sessions() == 2);

            EndpointStatistics a = server.statisticsByEndpoint().get(0);
            EndpointStatistics b = server.statisticsByEndpoint().get(1);
            assertThat(a)
                    .isEqualTo(new EndpointStatistics(
                            server.addresses().get(0),
                            1,
                            3,
                            0,
                            Map.of("idle", 1L, "closed-by-peer", 1L),
                            6,
                            600,
                            6,
                            600,
                            a.writes()));
            assertThat(b)
                    .isEqualTo(new EndpointStatistics(
                            server.addresses().get(1), 1, 2, 4, Map.of("write-stalled", 1L), 2, 10, 2, 10, b.writes()));
            assertThat(a.writes()).isEqualTo(6);
            assertThat(b.writes()).isEqualTo(2);

            NetworkStatistics all = server.statistics();
            assertThat(all.accepted()).isEqualTo(5);
            assertThat(all.refused()).isEqualTo(4);
            assertThat(all.disconnects()).isEqualTo(Map.of("idle", 1L, "closed-by-peer", 1L, "write-stalled", 1L));
            assertThat(all.packetsIn()).isEqualTo(8);
            assertThat(all.bytesIn()).isEqualTo(610);
            assertThat(all.packetsOut()).isEqualTo(8);
            assertThat(all.bytesOut()).isEqualTo(610);
            assertThat(all.writes()).isEqualTo(8);
            for (Peer peer : firsts) {
                peer.close();
            }
            for (Peer peer : seconds) {
                peer.close();
            }
        }
    }

    @Test
    void stayAfterTheClose() throws IOException {
        NetworkServer server = start();
        try (server) {
            for (Peer peer : connect(server, 1, 1)) {
                echo(peer, frame(1));
                peer.close();
            }
        }
        assertThat(server.statisticsByEndpoint())
                .extracting(EndpointStatistics::packetsIn)
                .containsExactly(0L, 1L);
        assertThat(server.statisticsByEndpoint())
                .extracting(EndpointStatistics::sessions)
                .containsExactly(0, 0);
    }

    @Test
    void ofAClientCoverAllItsConnections() throws Exception {
        RecordingListener answers = new RecordingListener();
        try (NetworkServer server = start();
                NetworkClient client = NetworkClient.start(CONFIG, loop)) {
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Session session = client.connect(
                                (InetSocketAddress) server.addresses().get(i),
                                Duration.ofSeconds(5),
                                PacketDecoder.BYTES,
                                answers)
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
                session.send(numbered(i, 95));
                sessions.add(session);
            }
            await().until(() -> answers.received.size() == 2);
            sessions.get(0).close();
            await().until(() -> client.statistics().sessions() == 1);

            NetworkStatistics all = client.statistics();
            assertThat(all.accepted()).isEqualTo(2);
            assertThat(all.refused()).isZero();
            assertThat(all.disconnects()).isEqualTo(Map.of("closed-by-server", 1L));
            assertThat(all.packetsOut()).isEqualTo(2);
            assertThat(all.bytesOut()).isEqualTo(200);
            assertThat(all.packetsIn()).isEqualTo(2);
            assertThat(all.bytesIn()).isEqualTo(200);
            assertThat(all.queuedBytes()).isZero();
        }
    }

    @Test
    void areMetricsOfOneRegistry() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (NetworkServer server = start();
                NetworkClient client = NetworkClient.start(CONFIG, loop);
                NetworkMetrics ofServer = new NetworkMetrics(server);
                NetworkMetrics ofClient = new NetworkMetrics(client)) {
            ofServer.bindTo(registry);
            ofClient.bindTo(registry);
            Session session = client.connect(
                            (InetSocketAddress) server.addresses().get(1),
                            Duration.ofSeconds(5),
                            PacketDecoder.BYTES,
                            new RecordingListener())
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            session.send(numbered(1, 95));
            await().until(() -> client.statistics().packetsIn() == 1);
            session.close();
            await().until(() ->
                    server.statistics().sessions() == 0 && client.statistics().sessions() == 0);
            ofServer.refresh();
            ofClient.refresh();

            String endpoint =
                    "127.0.0.1:" + ((InetSocketAddress) server.addresses().get(1)).getPort();
            assertThat(counter(registry, "onesend.network.received.bytes")).isEqualTo(100);
            assertThat(counter(registry, "onesend.network.endpoint.received.bytes", "endpoint", endpoint))
                    .isEqualTo(100);
            assertThat(counter(
                            registry,
                            "onesend.network.endpoint.disconnects",
                            "endpoint",
                            endpoint,
                            "reason",
                            "closed-by-peer"))
                    .isEqualTo(1);
            assertThat(counter(registry, "onesend.network.client.sent.bytes")).isEqualTo(100);
            assertThat(counter(registry, "onesend.network.client.disconnects", "reason", "closed-by-server"))
                    .isEqualTo(1);
            assertThat(registry.get("onesend.network.endpoint.sessions").gauges())
                    .hasSize(2);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private static double counter(SimpleMeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }
}

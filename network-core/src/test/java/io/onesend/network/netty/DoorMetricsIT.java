package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_2;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.NetworkStatistics.Way;
import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsStatistics;
import io.onesend.network.Transport;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a port with all doors counts, each number on each transport. Refused requests are counted in {@link WebAnswersIT}. */
class DoorMetricsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    @TempDir
    private Path directory;

    private final RecordingListener listener = RecordingListener.echo();
    private TestCertificates certificates;
    private SSLContext client;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
        client = certificates.client();
    }

    private ServerHarness start(Transport transport) {
        Doors doors = Doors.of(Door.PLAIN, Door.WEBSOCKET)
                .withTls(certificates
                        .settings()
                        .withCheck(Duration.ZERO)
                        .withClientAuth(ClientAuth.OPTIONAL, certificates.authorityFile()))
                .withPages(new WebPages(Map.of("/", WebPage.of("text/plain", new byte[] {'p'})), Map.of()));
        return new ServerHarness(
                CONFIG.toBuilder().transport(transport).doors(doors).build(), listener);
    }

    private static void enterPlain(Peer peer) throws IOException {
        peer.send(frame(1));
        assertThat(peer.receive()).isEqualTo(frame(1));
    }

    private static void enterWeb(Peer peer) throws IOException {
        peer.send(WebPeers.request());
        WebPeers.expectUpgrade(peer);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void howConnectionsCameIn(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer plain = new Peer(harness.port());
                Peer web = new Peer(harness.port());
                Peer encrypted = TlsPeers.connect(client, harness.port(), TLS_1_3);
                Peer encryptedWeb = TlsPeers.connect(client, harness.port(), TLS_1_2)) {
            enterPlain(plain);
            enterWeb(web);
            enterPlain(encrypted);
            enterWeb(encryptedWeb);

            await().until(() -> listener.sessions.size() == 4);
            NetworkStatistics statistics = harness.server.statistics();
            assertThat(statistics.entered())
                    .isEqualTo(Map.of(
                            new Way(Door.PLAIN, null), 1L,
                            new Way(Door.WEBSOCKET, null), 1L,
                            new Way(Door.PLAIN, TLS_1_3), 1L,
                            new Way(Door.WEBSOCKET, TLS_1_2), 1L));
            assertThat(statistics.tls().handshakes()).isEqualTo(Map.of("ok", 2L));
            assertThat(statistics.tls().handshakeSeconds()).isPositive();
            try (Peer silent = new Peer(harness.port())) {
                await().until(() -> harness.server.statistics().arriving() == 1);
                silent.endOutput();
                silent.expectEnd();
            }
            await().until(() -> harness.server.statistics().arriving() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void pagesAndControlFrames(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer page = new Peer(harness.port());
                Peer web = new Peer(harness.port())) {
            page.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(page.receiveHead()).startsWith("HTTP/1.1 200 ");
            enterWeb(web);
            web.send(WebSocketFrames.ping((byte) 7));
            assertThat(web.receiveMessage()).isEqualTo(received(FINAL | PONG, (byte) 7));
            web.send(WebSocketFrames.frame(FINAL | PONG));
            web.send(WebSocketFrames.close(1000, ""));
            web.receiveMessage();

            assertThat(harness.server.statistics().pages()).isEqualTo(Map.of(200, 1L));
            assertThat(harness.server.statistics().controlFrames())
                    .isEqualTo(Map.of("ping", 1L, "pong", 1L, "close", 1L));
        }
    }

    private void connectBy(String cipher, ServerHarness harness) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", harness.port())) {
            socket.setEnabledProtocols(new String[] {TLS_1_2});
            socket.setEnabledCipherSuites(new String[] {cipher});
            socket.startHandshake();
        }
    }

    /** TLS without a cipher in common, and a certificate of a client that nobody trusted has signed, get the engine's alert. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void handshakesThatFail(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport)) {
            byte[] hello = TlsPeers.hello(client);
            SSLContext stranger = certificates.client(new TestCertificates(directory).certificate("mallory"));
            assertThatThrownBy(() -> enterPlain(TlsPeers.connect(stranger, harness.port(), TLS_1_3)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("alert");
            assertThatThrownBy(() -> connectBy("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", harness))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("handshake_failure");
            try (Peer leaves = new Peer(harness.port())) {
                leaves.send(Arrays.copyOf(hello, hello.length - 1));
                await().until(() -> harness.server.statistics().arriving() == 1);
            }

            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().tls().handshakes())
                    .isEqualTo(Map.of("failed", 2L, "unfinished", 1L));
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("tls-handshake", 2L));
            assertThat(listener.sessions).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void certificates(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport)) {
            certificates.write("localhost", certificates.certificate("localhost"));
            harness.server.reloadCertificates();
            certificates.write("localhost.key", "no key");
            assertThatThrownBy(harness.server::reloadCertificates).isInstanceOf(NetworkException.class);

            TlsStatistics tls = harness.server.statistics().tls();
            assertThat(tls.certificateReloads()).isEqualTo(Map.of("ok", 1L, "failed", 1L));
            assertThat(tls.certificateSeconds())
                    .hasEntrySatisfying("localhost", left -> assertThat(left).isPositive());
            try (Peer peer = TlsPeers.connect(client, harness.port(), TLS_1_3)) {
                enterPlain(peer);
            }
        }
    }
}

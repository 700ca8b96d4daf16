package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Entrance;
import io.onesend.network.Logic;
import io.onesend.network.NetworkServer;
import io.onesend.network.ServerCertificates;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.TlsStatistics;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificate a client is shown, and which one it has to show. */
class TlsCertificatesIT {

    private static final int REPLACEMENTS = 20;

    @TempDir
    private Path directory;

    private final RecordingListener listener = RecordingListener.echo();
    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
    }

    private ServerHarness start(TlsSettings settings) {
        return new ServerHarness(
                CONFIG.toBuilder().doors(Doors.PLAIN.withTls(settings)).build(), listener);
    }

    private static Certificate shownTo(SSLContext client, ServerHarness harness, String name) throws IOException {
        return shownTo(client, harness.port(), name);
    }

    private static Certificate shownTo(SSLContext client, int port, String name) throws IOException {
        try (SSLSocket socket = TlsPeers.socket(client, port, TLS_1_3, name);
                Peer peer = new Peer(socket)) {
            // The client is through before the server is, so it waits for an answer.
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void isTheOneThatWasReadBeforeTheStart() throws IOException {
        X509Bundle early = certificates.certificate("localhost");
        TlsSettings settings =
                certificates.settings(certificates.write("server", early)).withCheck(Duration.ZERO);
        ServerCertificates read = NetworkServer.readCertificates(settings);
        certificates.write("server", certificates.certificate("localhost"));

        assertThat(read.certificates()).containsExactly(early.getCertificate());
        try (LogicLoop loop = LogicLoop.start("test-logic");
                NetworkServer server = NetworkServer.start(
                        CONFIG.toBuilder().doors(Doors.PLAIN.withTls(settings)).build(),
                        Logic.on(loop),
                        List.of(Endpoint.builder(PacketDecoder.BYTES, listener).build()),
                        read)) {
            assertThat(shownTo(certificates.client(), server.port(), "localhost"))
                    .isEqualTo(early.getCertificate());
        }
    }

    @Test
    void isChosenByTheNameThatTheClientAsksFor() throws IOException {
        X509Bundle first = certificates.certificate(
                TestCertificates.builder("first.example").addSanDnsName("unknown.example"));
        X509Bundle second = certificates.certificate(TestCertificates.wildcard("wild.example"));
        KeyPair one = certificates.write("first", first);
        KeyPair other = certificates.write("second", second);
        SSLContext client = certificates.client();
        try (ServerHarness harness = start(certificates.settings(one).and(other.certificate(), other.key()))) {
            assertThat(shownTo(client, harness, "first.example")).isEqualTo(first.getCertificate());
            assertThat(shownTo(client, harness, "a.wild.example")).isEqualTo(second.getCertificate());
            assertThat(shownTo(client, harness, "unknown.example")).isEqualTo(first.getCertificate());
            assertThatThrownBy(() -> shownTo(client, harness, "a.b.wild.example"))
                    .hasMessageContaining("a.b.wild.example");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ofAClientGivesItsSubject(String version) throws IOException {
        TlsSettings settings =
                certificates.settings().withClientAuth(ClientAuth.REQUIRED, certificates.authorityFile());
        SSLContext client = certificates.client(certificates.certificate("alice"));
        try (ServerHarness harness = start(settings);
                Peer peer = TlsPeers.connect(client, harness.port(), version)) {
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));

            Entrance.Tls tls =
                    Objects.requireNonNull(listener.session().entrance().tls());
            assertThat(tls.clientSubject()).isEqualTo("CN=alice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ofAClientHasToBeThereAndValid(String version) {
        TlsSettings settings =
                certificates.settings().withClientAuth(ClientAuth.REQUIRED, certificates.authorityFile());
        TestCertificates strangers = new TestCertificates(directory);
        try (ServerHarness harness = start(settings)) {
            for (SSLContext client :
                    Set.of(certificates.client(), certificates.client(strangers.certificate("mallory")))) {
                // With TLS 1.3 the client has done its part before the server looks at the certificate.
                assertThatThrownBy(() -> {
                            try (Peer peer = TlsPeers.connect(client, harness.port(), version)) {
                                peer.send(frame(1));
                                peer.receive();
                            }
                        })
                        .isInstanceOf(IOException.class);
            }

            await().until(() -> Map.of("tls-handshake", 2L)
                    .equals(harness.server.statistics().turnedAway()));
            assertThat(harness.server.statistics().tls().handshakes()).isEqualTo(Map.of("failed", 2L));
            assertThat(listener.sessions).isEmpty();
        }
    }

    @Test
    void ofAClientMayBeLeftOutIfItIsOptional() throws IOException {
        TlsSettings settings =
                certificates.settings().withClientAuth(ClientAuth.OPTIONAL, certificates.authorityFile());
        try (ServerHarness harness = start(settings);
                Peer peer = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3)) {
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
        }
    }

    @Test
    void isReplacedUnderHandshakesAndNoneFails() throws Exception {
        TlsSettings settings = certificates.settings().withCheck(Duration.ofMillis(20));
        Set<Certificate> shown = ConcurrentHashMap.newKeySet();
        AtomicBoolean replacing = new AtomicBoolean(true);
        try (ServerHarness harness = start(settings)) {
            CompletableFuture<Void> clients = CompletableFuture.runAsync(() -> connectWhile(replacing, harness, shown));
            for (int i = 0; i < REPLACEMENTS; i++) {
                X509Bundle fresh = certificates.certificate("localhost");
                certificates.write("localhost", fresh);
                await().until(() -> clients.isDone() || shown.contains(fresh.getCertificate()));
            }
            replacing.set(false);
            clients.get();

            TlsStatistics statistics = harness.server.statistics().tls();
            assertThat(statistics.handshakes()).containsOnlyKeys("ok");
            assertThat(statistics.certificateReloads().get("ok")).isGreaterThanOrEqualTo(REPLACEMENTS);
            assertThat(harness.server.statistics().turnedAway()).isEmpty();
        }
    }

    private void connectWhile(AtomicBoolean replacing, ServerHarness harness, Set<Certificate> shown) {
        try {
            while (replacing.get()) {
                // A context of its own for each: none resumes the session of another.
                shown.add(shownTo(certificates.client(), harness, "localhost"));
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

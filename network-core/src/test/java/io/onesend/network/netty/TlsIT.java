package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.config;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.NetworkStatistics.Way;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.Mode;
import io.onesend.network.TlsSettings.Provider;
import io.onesend.network.Transport;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A port with TLS by the JDK's engine, on each transport, with clients on the JDK's sockets. */
class TlsIT {

    private static final String TRANSPORTS = "transports";
    private static final String WITH_VERSIONS = "transportsAndVersions";

    @TempDir
    private Path directory;

    final RecordingListener listener = RecordingListener.echo();
    private TestCertificates certificates;

    static Stream<Transport> transports() {
        return ServerHarness.transports();
    }

    static Stream<Arguments> transportsAndVersions() {
        return TlsPeers.withVersions(transports());
    }

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory, provider());
    }

    Provider provider() {
        return Provider.JDK;
    }

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    ServerHarness start(Transport transport, Provider encrypts) {
        return start(transport, Doors.PLAIN.withTls(certificates.settings().with(encrypts)));
    }

    private ServerHarness start(Transport transport) {
        return start(transport, provider());
    }

    TestCertificates certificates() {
        return certificates;
    }

    static void expectEcho(Peer peer, byte[] frame) throws IOException {
        peer.send(frame);
        assertThat(peer.receive()).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource(WITH_VERSIONS)
    void echoesWhatIsEncrypted(Transport transport, String version) throws IOException {
        try (ServerHarness harness = start(transport);
                SSLSocket socket = TlsPeers.socket(certificates.client(), harness.port(), version, "localhost");
                Peer peer = new Peer(socket)) {
            for (int i = 0; i < 100; i++) {
                expectEcho(peer, frame(i, new byte[i * 10]));
            }

            Entrance entrance = listener.session().entrance();
            assertThat(entrance.door()).isEqualTo(Door.PLAIN);
            assertThat(entrance.tls())
                    .isEqualTo(new Entrance.Tls(version, socket.getSession().getCipherSuite(), "localhost", null));
            assertThat(harness.server.statistics())
                    .returns(Map.of(new Way(Door.PLAIN, version), 1L), NetworkStatistics::entered)
                    .returns(0, NetworkStatistics::arriving);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void servesWhoDoesNotEncryptBesideIt(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer encrypted = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3);
                Peer plain = new Peer(harness.port())) {
            expectEcho(encrypted, frame(1));
            expectEcho(plain, frame(2));

            assertThat(listener.sessions.get(1).entrance()).isSameAs(Entrance.PLAIN);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hangsUpOnWhoDoesNotEncryptIfThatIsRequired(Transport transport) throws IOException {
        TlsSettings required = certificates.settings().with(Mode.REQUIRED);
        try (ServerHarness harness = start(transport, Doors.PLAIN.withTls(required));
                Peer encrypted = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3);
                Peer plain = new Peer(harness.port())) {
            expectEcho(encrypted, frame(1));
            plain.send(frame(2));

            plain.expectEnd();
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("door-closed", 1L));
        }
    }

    @ParameterizedTest
    @MethodSource(WITH_VERSIONS)
    void sendsAllThatWasAcceptedBeforeItCloses(Transport transport, String version) throws IOException {
        byte[] answer = frame(7, new byte[3000]);
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < 200; i++) {
                session.send(answer);
            }
            session.close(DisconnectReason.of("said-all", DisconnectReason.Fault.NONE));
        };
        try (ServerHarness harness = start(transport);
                Peer peer = TlsPeers.connect(certificates.client(), harness.port(), version)) {
            peer.send(frame(1));

            // The JDK takes an end without a close_notify for an attack, and throws.
            assertThat(peer.receiveAll()).hasSize(200 * answer.length);
            peer.endOutput();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0).name()).isEqualTo("said-all");
        }
    }

    @ParameterizedTest
    @MethodSource(WITH_VERSIONS)
    void takesACloseNotifyForThePeersEnd(Transport transport, String version) throws IOException {
        try (ServerHarness harness = start(transport)) {
            Peer peer = TlsPeers.connect(certificates.client(), harness.port(), version);
            peer.send(join(frame(1), frame(2)));
            peer.close();

            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0)).isEqualTo(DisconnectReason.CLOSED_BY_PEER);
            assertThat(listener.received).hasSize(2);
        }
    }

    /** TLS 1.2 cannot: there the answer to a close_notify is a close_notify. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsWhatIsQueuedAfterThePeersEnd(Transport transport) throws IOException {
        byte[] frames = join(frame(1, new byte[1000]), frame(2, new byte[2000]));
        try (ServerHarness harness = start(transport);
                Peer peer = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3)) {
            peer.send(frames);
            peer.endOutput();

            assertThat(peer.receiveAll()).isEqualTo(frames);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void saysThatAConnectionWasCutOff(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport)) {
            CutOffRelay relay = CutOffRelay.to(harness.port());
            try (Peer peer = TlsPeers.connect(certificates.client(), relay.port(), TLS_1_3)) {
                expectEcho(peer, frame(1));
                relay.endTowardsServer();

                await().until(() -> listener.ends.size() == 1);
                assertThat(listener.ends.get(0).name()).isEqualTo("network-error");
                assertThat(listener.ends.get(0).detail()).contains("close_notify");
            } finally {
                relay.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hangsUpOnAHandshakeWithoutEnd(Transport transport) throws IOException {
        Doors doors = Doors.PLAIN.withTls(certificates.settings()).withHandshakeTimeout(Duration.ofMillis(100));
        try (ServerHarness harness = start(transport, doors);
                Peer peer = new Peer(harness.port())) {
            peer.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc});

            peer.expectEnd();
            assertThat(harness.server.statistics())
                    .returns(0, NetworkStatistics::sessions)
                    .returns(Map.of("handshake-timeout", 1L), NetworkStatistics::turnedAway);
        }
    }

    @ParameterizedTest
    @MethodSource(WITH_VERSIONS)
    void hasNoSessionOfAClientThatDoesNotTrustIt(Transport transport, String version) throws Exception {
        try (ServerHarness harness = start(transport)) {
            TestCertificates strangers = new TestCertificates(directory);
            // The client is the one that ends this handshake, with an alert.
            assertThatThrownBy(() -> TlsPeers.socket(strangers.client(), harness.port(), version, "localhost"))
                    .isInstanceOf(SSLException.class);

            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(listener.sessions).isEmpty();
        }
    }
}

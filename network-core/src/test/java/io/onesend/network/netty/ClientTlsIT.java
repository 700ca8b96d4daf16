package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.onesend.network.Backoff;
import io.onesend.network.CertificateRefusedException;
import io.onesend.network.CertificateRefusedException.Fault;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientTls;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.TlsSettings;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestCertificates;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that speak TLS, to this library's server on each transport. */
class ClientTlsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final RecordingListener arrivals = RecordingListener.echo();
    private final RecordingListener answers = new RecordingListener();
    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
    }

    static Stream<Arguments> transportsAndDoors() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(Door.values()).map(door -> Arguments.of(transport, door)));
    }

    private static NetworkConfig config(Transport transport) {
        return CONFIG.toBuilder().transport(transport).ioThreads(1).build();
    }

    private ServerHarness server(Transport transport, TlsSettings tls) {
        Doors doors = Doors.of(Door.PLAIN, Door.WEBSOCKET).withTls(tls.with(TlsSettings.Mode.REQUIRED));
        return new ServerHarness(config(transport).toBuilder().doors(doors).build(), arrivals);
    }

    private ClientSettings trusting() {
        return ClientSettings.PLAIN.withTls(ClientTls.DEFAULT.withCa(certificates.authorityFile()));
    }

    private static ClientSettings through(Door door, ClientSettings settings) {
        return door == Door.WEBSOCKET ? settings.withWebSocket(ClientWebSocket.DEFAULT) : settings;
    }

    private static InetSocketAddress at(ServerHarness harness) {
        return new InetSocketAddress("localhost", harness.port());
    }

    private Session connect(NetworkClient client, InetSocketAddress to) throws Exception {
        return opened(client.connect(to, PATIENCE, PacketDecoder.BYTES, answers));
    }

    private static Session opened(CompletionStage<Session> connecting) throws Exception {
        return connecting.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("transportsAndDoors")
    void exchangesPacketsOfEveryLengthAndEndsInOrder(Transport transport, Door door) throws Exception {
        try (ServerHarness harness = server(transport, certificates.settings());
                NetworkClient client =
                        NetworkClient.start(config(transport), Logic.on(harness.loop), through(door, trusting()))) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 200; i++) {
                session.send(numbered(i, i * 20));
            }
            session.close(DisconnectReason.CLOSED_BY_CLIENT);

            await().until(() -> answers.ends.size() == 1 && arrivals.ends.size() == 1);
            assertThat(arrivals.received).hasSize(200);
            assertThat(arrivals.received.get(199)).isEqualTo(numbered(199, 199 * 20));
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_CLIENT);
            assertThat(arrivals.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
            Entrance asSeenByTheServer = arrivals.session().entrance();
            assertThat(asSeenByTheServer.door()).isEqualTo(door);
            assertThat(asSeenByTheServer.tls())
                    .isNotNull()
                    .extracting(Entrance.Tls::serverName)
                    .isEqualTo("localhost");
            assertThat(session.entrance()).isEqualTo(asSeenByTheServer);
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndDoors")
    void receivesWhatIsSent(Transport transport, Door door) throws Exception {
        try (ServerHarness harness = server(transport, certificates.settings());
                NetworkClient client = NetworkClient.start(
                        config(transport).toBuilder()
                                .sendStore(NetworkConfig.Store.RING)
                                .build(),
                        Logic.on(harness.loop),
                        through(door, trusting()))) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 100; i++) {
                session.send(numbered(i, 500));
            }
            await().until(() -> answers.received.size() == 100);
            assertThat(answers.received.get(99)).isEqualTo(numbered(99, 500));

            arrivals.session().close(DisconnectReason.of("kicked", DisconnectReason.Fault.NONE));
            await().until(() -> answers.ends.size() == 1);
            assertThat(answers.ends.get(0).name()).isEqualTo("closed-by-peer");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void keepsAConnection(Transport transport) throws Exception {
        try (ServerHarness harness = server(transport, certificates.settings());
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), trusting());
                KeptConnection kept = client.keepConnected(
                        at(harness),
                        PATIENCE,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0),
                        PacketDecoder.BYTES,
                        answers)) {
            // A server with several doors waits for the first bytes.
            await().until(() -> kept.session() != null);
            answers.session().send(numbered(1, 4));
            await().until(() -> answers.received.size() == 1);
            arrivals.session().abort(DisconnectReason.CLOSED_BY_SERVER);
            await().until(() -> answers.sessions.size() == 2);
            answers.sessions.get(1).send(numbered(2, 4));
            await().until(() -> answers.received.size() == 2);
        }
    }

    // ---- whom it does not trust

    private void expectRefusal(X509Bundle certificate, ClientTls tls, Fault fault, String words) throws Exception {
        expectRefusal("localhost", certificate, tls, fault, words);
    }

    private void expectRefusal(String host, X509Bundle certificate, ClientTls tls, Fault fault, String words)
            throws Exception {
        TlsSettings.KeyPair files = certificates.write("server", certificate);
        Doors doors = Doors.PLAIN.withTls(certificates.settings(files));
        try (ServerHarness harness =
                        new ServerHarness(CONFIG.toBuilder().doors(doors).build(), arrivals);
                NetworkClient client =
                        NetworkClient.start(CONFIG, Logic.on(harness.loop), ClientSettings.PLAIN.withTls(tls))) {
            InetSocketAddress to = new InetSocketAddress(host, harness.port());
            assertThatThrownBy(() -> connect(client, to))
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("cannot connect to " + to + ": " + words)
                    .cause()
                    .isInstanceOfSatisfying(
                            CertificateRefusedException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(fault));
            assertThat(client.sessions()).isEmpty();
        }
        assertThat(answers.sessions).isEmpty();
    }

    private ClientTls trust() {
        return ClientTls.DEFAULT.withCa(certificates.authorityFile());
    }

    @Test
    void namesTheFingerprintOfWhatTheServerSignedItself() throws Exception {
        X509Bundle own = TestCertificates.builder("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        String fingerprint = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(own.getCertificate().getEncoded()));
        String words = "the server has signed its certificate itself, and it is not among the trusted ones;"
                + " its SHA-256 fingerprint is " + fingerprint;

        expectRefusal(own, trust(), Fault.SELF_SIGNED, words);
        expectRefusal(own, ClientTls.DEFAULT, Fault.SELF_SIGNED, words);
    }

    @Test
    void namesTheIssuerThatNobodyKnows() throws Exception {
        expectRefusal(
                certificates.certificate("localhost"),
                ClientTls.DEFAULT,
                Fault.UNKNOWN_ISSUER,
                "the server's certificate was signed by CN=Test authority, and nobody who is trusted vouches for it");
    }

    @Test
    void namesTheDateOfACertificateThatIsNotValidNow() throws Exception {
        Instant today = Instant.parse("2040-01-01T00:00:00Z");
        CertificateBuilder later =
                TestCertificates.builder("localhost").notBefore(today).notAfter(today.plusSeconds(3600));
        // A server of this library does not start with such a certificate, so another one shows it.
        try (TlsOracle server = new TlsOracle(certificates.certificate(later))) {
            expectRefusalBy(
                    server, Fault.NOT_YET_VALID, "the server's certificate is not valid before 2040-01-01T00:00:00Z");
        }
        CertificateBuilder over = TestCertificates.builder("localhost")
                .notBefore(Instant.parse("2020-01-01T00:00:00Z"))
                .notAfter(Instant.parse("2021-01-01T00:00:00Z"));
        try (TlsOracle server = new TlsOracle(certificates.certificate(over))) {
            expectRefusalBy(server, Fault.EXPIRED, "the server's certificate expired at 2021-01-01T00:00:00Z");
        }
    }

    private void expectRefusalBy(TlsOracle server, Fault fault, String words) {
        try (NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), trusting())) {
            assertThatThrownBy(() -> connect(client, server.address()))
                    .cause()
                    .hasMessage("cannot connect to " + server.address() + ": " + words)
                    .cause()
                    .isInstanceOfSatisfying(
                            CertificateRefusedException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(fault));
        }
    }

    @Test
    void namesBothNamesIfTheyDiffer() throws Exception {
        CertificateBuilder two = TestCertificates.builder("chat.example").addSanDnsName("chat.example.org");
        expectRefusal(
                certificates.certificate(two),
                trust(),
                Fault.WRONG_NAME,
                "the server's certificate is for chat.example, chat.example.org, not for localhost");
        expectRefusal(
                "127.0.0.1",
                certificates.certificate("localhost"),
                trust(),
                Fault.WRONG_NAME,
                "the server's certificate is for localhost, not for 127.0.0.1");
    }

    // ---- whom it trusts

    @Test
    void trustsACertificateThatTheServerSignedItselfIfItIsInTheFile() throws Exception {
        X509Bundle own = TestCertificates.builder("localhost")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        TlsSettings.KeyPair files = certificates.write("own", own);
        Doors doors = Doors.PLAIN.withTls(certificates.settings(files));
        ClientSettings settings = ClientSettings.PLAIN.withTls(ClientTls.DEFAULT.withCa(files.certificate()));
        try (ServerHarness harness =
                        new ServerHarness(CONFIG.toBuilder().doors(doors).build(), arrivals);
                NetworkClient client = NetworkClient.start(CONFIG, Logic.on(harness.loop), settings)) {
            connect(client, at(harness));
            Session byAddress = connect(client, new InetSocketAddress("127.0.0.1", harness.port()));
            assertThat(byAddress.entrance().tls())
                    .isNotNull()
                    .extracting(Entrance.Tls::serverName)
                    .isNull();
        }
    }

    @Test
    void showsACertificateOfItsOwn() throws Exception {
        TlsSettings.KeyPair alice = certificates.write("alice", certificates.certificate("alice"));
        TlsSettings tls =
                certificates.settings().withClientAuth(TlsSettings.ClientAuth.REQUIRED, certificates.authorityFile());
        ClientSettings settings =
                ClientSettings.PLAIN.withTls(trust().withCertificate(alice.certificate(), alice.key()));
        try (ServerHarness harness = server(CONFIG.transport(), tls);
                NetworkClient client = NetworkClient.start(CONFIG, Logic.on(harness.loop), settings);
                NetworkClient nobody = NetworkClient.start(CONFIG, Logic.on(harness.loop), trusting())) {
            connect(client, at(harness)).send(numbered(1, 4));
            await().until(() -> answers.received.size() == 1);
            assertThat(arrivals.session().entrance().tls())
                    .isNotNull()
                    .extracting(Entrance.Tls::clientSubject)
                    .isEqualTo("CN=alice");

            // With TLS 1.3 a server looks at the client's certificate when the client is done.
            connect(nobody, at(harness));
            await().until(() -> answers.ends.size() == 1);
            assertThat(answers.ends.get(0))
                    .returns("network-error", DisconnectReason::name)
                    .extracting(DisconnectReason::detail)
                    .asString()
                    .contains("Received fatal alert");
        }
    }

    @Test
    void namesAFileThatItCannotUse() {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> NetworkClient.start(
                        CONFIG, Logic.inline(), ClientSettings.PLAIN.withTls(ClientTls.DEFAULT.withCa(missing))))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(missing.toString());
    }

    // ---- servers that do not shake hands

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void givesUpAServerThatSaysNothing(Transport transport) throws Exception {
        try (ScriptedWebServer silent = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), trusting())) {
            assertThatThrownBy(() -> opened(
                            client.connect(silent.address(), Duration.ofMillis(200), PacketDecoder.BYTES, answers)))
                    .hasMessageContaining("the server has not agreed to the handshake in time");
        }
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws Exception {
        try (ScriptedWebServer plain = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), trusting())) {
            CompletionStage<Session> connecting =
                    client.connect(plain.address(), PATIENCE, PacketDecoder.BYTES, answers);
            plain.accept();
            plain.send("SSH-2.0-OpenSSH_9.2\r\n");
            assertThatThrownBy(() -> opened(connecting)).hasMessageContaining("the server does not speak TLS");
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_2;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientTls;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.Session;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of TLS servers that ask for new keys, or for another handshake, as often as they like. */
class HostileTlsServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final RecordingListener answers = new RecordingListener();
    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() {
        certificates = new TestCertificates(directory);
    }

    private RekeyingServer server(String version, int handshakesForAnEcho) throws Exception {
        return new RekeyingServer(certificates.certificate("localhost"), version, handshakesForAnEcho);
    }

    private ClientSettings trusting() {
        return ClientSettings.PLAIN.withTls(ClientTls.DEFAULT.withCa(certificates.authorityFile()));
    }

    private Session connect(NetworkClient client, RekeyingServer server) throws Exception {
        return client.connect(server.address(), PATIENCE, PacketDecoder.BYTES, answers)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The client gives the server reason to go on for as long as it likes. */
    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void areLeftByTheClient(String version) throws Exception {
        answers.onPacket = Session::send;
        try (RekeyingServer server = server(version, 1);
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), trusting())) {
            connect(client, server).send(numbered(1, 4));

            await().atMost(PATIENCE).until(() -> answers.ends.size() == 1);
            assertThat(answers.ends)
                    .containsExactly(DisconnectReason.RATE_LIMIT.withDetail("TLS records without data"));
            assertThat(answers.received).as("echoes before").isNotEmpty();
            assertThat(client.sessions()).isEmpty();
        }
    }

    @Test
    void areServedWhileTheyAskSeldom() throws Exception {
        try (RekeyingServer server = server(TLS_1_3, 1);
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), trusting())) {
            Session session = connect(client, server);
            for (int i = 0; i < TlsPeers.MOST_KEYS_AT_ONCE; i++) {
                int received = i + 1;
                session.send(numbered(i, 100));
                await().atMost(PATIENCE).until(() -> answers.received.size() == received);
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, 100));
            }
            assertThat(server.end()).isNull();
        }
    }

    /** The request for the WebSocket is what the server reads, and asks for new keys at. */
    @Test
    void areLeftBeforeTheyHaveAgreedToAWebSocket() throws Exception {
        ClientSettings settings = trusting().withWebSocket(ClientWebSocket.DEFAULT);
        try (RekeyingServer server = server(TLS_1_3, 1_000);
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), settings)) {
            assertThatThrownBy(() -> connect(client, server))
                    .cause()
                    .hasMessage("cannot connect to " + server.address()
                            + ": the server broke a rule before it agreed to the handshake: TLS records without data");
            await().atMost(PATIENCE).until(() -> server.end() != null);
        }
        assertThat(answers.sessions).isEmpty();
    }
}

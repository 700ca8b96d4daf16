package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.OpenSsl;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.Provider;
import io.onesend.network.Transport;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server with TLS for peers that break the rules, and the check that nothing of them is left. */
final class HostileTls {

    static final Duration SHORT_TIME = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final RecordingListener listener = RecordingListener.echo();
    final TestCertificates certificates;

    HostileTls(Path directory) {
        certificates = new TestCertificates(directory);
    }

    /** Honest handshakes have time enough, also on a busy machine. */
    NetworkConfig config(TlsSettings tls) {
        return config(tls, PATIENCE);
    }

    private static NetworkConfig config(TlsSettings tls, Duration handshakeTimeout) {
        return CONFIG.toBuilder()
                .doors(Doors.PLAIN.withTls(tls).withHandshakeTimeout(handshakeTimeout))
                .maxSessionsPerAddress(0)
                .build();
    }

    ServerHarness start() {
        return start(Provider.JDK);
    }

    ServerHarness start(Transport transport) {
        return new ServerHarness(
                config(certificates.settings()).toBuilder().transport(transport).build(), listener);
    }

    /** Starts a server that gives handshakes little time. */
    ServerHarness startImpatient() {
        return new ServerHarness(config(certificates.settings(), SHORT_TIME), listener);
    }

    ServerHarness start(Provider provider) {
        assumeTrue(provider == Provider.JDK || OpenSsl.isAvailable(), "no netty-tcnative for this system");
        return new ServerHarness(config(certificates.settings().with(provider)), listener);
    }

    private static int openSockets() throws IOException {
        return OpenSockets.canBeCounted() ? OpenSockets.count() : 0;
    }

    /** One session, so that whatever a first one opens is open, and the server serves. */
    int socketsAfterServingOne(ServerHarness harness) throws IOException {
        int endsBefore = listener.ends.size();
        try (Peer peer = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3)) {
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
        }
        await().atMost(PATIENCE)
                .until(() -> harness.server.statistics().sessions() == 0 && listener.ends.size() == 1 + endsBefore);
        listener.sessions.clear();
        listener.ends.clear();
        return openSockets();
    }

    void expectNothingLeft(ServerHarness harness, int socketsBefore) {
        await().atMost(PATIENCE).until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics())
                .returns(0, NetworkStatistics::arriving)
                .returns(0L, NetworkStatistics::queuedBytes);
        await().atMost(PATIENCE).until(() -> openSockets() <= socketsBefore);
        await().atMost(PATIENCE).until(() -> listener.ends.size() == listener.sessions.size());
    }
}

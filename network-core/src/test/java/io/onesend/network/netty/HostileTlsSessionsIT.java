package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.TlsPeers.TLS_1_2;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.TlsSettings.Provider;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS sessions whose peer asks for another handshake, or for new keys, again and again. */
class HostileTlsSessionsIT {

    @TempDir
    private Path directory;

    private HostileTls tls;

    @BeforeEach
    void makeCertificates() {
        tls = new HostileTls(directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"JDK", "OPENSSL"})
    void aSecondHandshakeEndsTheSession(Provider provider) throws IOException {
        try (ServerHarness harness = tls.start(provider)) {
            int sockets = tls.socketsAfterServingOne(harness);
            try (SSLSocket socket = TlsPeers.socket(tls.certificates.client(), harness.port(), TLS_1_2, "localhost")) {
                Peer peer = echoed(socket);

                socket.startHandshake();
                assertThatThrownBy(peer::receive).isInstanceOf(IOException.class);
            }
            tls.expectNothingLeft(harness, sockets);
            assertThat(tls.listener.ends)
                    .extracting(DisconnectReason::name)
                    .containsExactly(provider == Provider.JDK ? "protocol-error" : "network-error");
            assertThat(harness.server.statistics().tls().handshakes()).isEqualTo(Map.of("ok", 2L));
        }
    }

    /** With TLS 1.3 a second handshake of the JDK's socket is a request for new keys, whose answer this client never reads. */
    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"JDK", "OPENSSL"})
    void requestsForNewKeysWithoutEndAreEnded(Provider provider) throws IOException {
        try (ServerHarness harness = tls.start(provider)) {
            int sockets = tls.socketsAfterServingOne(harness);
            try (SSLSocket socket = TlsPeers.socket(tls.certificates.client(), harness.port(), TLS_1_3, "localhost")) {
                echoed(socket);

                await().atMost(HostileTls.PATIENCE).until(() -> {
                    asksForNewKeys(socket);
                    return tls.listener.ends.size() == 1;
                });
            }
            tls.expectNothingLeft(harness, sockets);
            assertThat(tls.listener.ends)
                    .extracting(DisconnectReason::name)
                    .containsExactly(provider == Provider.JDK ? "rate-limit" : "network-error");
        }
    }

    /** Whose session has answered a frame, so its handshake is done. */
    private static Peer echoed(SSLSocket socket) throws IOException {
        Peer peer = new Peer(socket);
        peer.send(frame(1));
        assertThat(peer.receive()).isEqualTo(frame(1));
        return peer;
    }

    private static void asksForNewKeys(SSLSocket socket) throws IOException {
        try {
            for (int i = 0; i < 100; i++) {
                socket.startHandshake();
            }
        } catch (SocketException hungUp) {
            assertThat(hungUp).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
        }
    }

    @Test
    void someRequestsForNewKeysAreServed() throws IOException {
        try (ServerHarness harness = tls.start();
                SSLSocket socket = TlsPeers.socket(tls.certificates.client(), harness.port(), TLS_1_3, "localhost");
                Peer peer = new Peer(socket)) {
            for (int i = 0; i < TlsPeers.MOST_KEYS_AT_ONCE; i++) {
                socket.startHandshake();
                peer.send(numbered(i, 100));
                assertThat(peer.receive()).isEqualTo(numbered(i, 100));
            }
        }
    }
}

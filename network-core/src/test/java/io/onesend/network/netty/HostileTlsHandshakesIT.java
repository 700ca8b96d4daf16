package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS handshakes that are slow, malformed, broken off, or too many. */
class HostileTlsHandshakesIT {

    /** For each of the threads that calculate, of which a server has half as many as there are cores. */
    private static final int MOST_WAITING =
            512 * Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @TempDir
    private Path directory;

    private HostileTls tls;
    private byte[] hello;

    @BeforeEach
    void makeHello() throws SSLException {
        tls = new HostileTls(directory);
        hello = TlsPeers.hello(tls.certificates.client());
    }

    @Test
    void aHelloByteByByteGetsNoMoreTime() throws IOException {
        try (ServerHarness harness = tls.startImpatient();
                Peer slow = new Peer(harness.port())) {
            int sent = 6;
            slow.send(Arrays.copyOf(hello, sent));
            while (harness.server.statistics().turnedAway().isEmpty()) {
                // Reading is the pause between two bytes, and nothing comes.
                slow.expectNothingWithin(Duration.ofMillis(50));
                if (sent < hello.length - 1) {
                    slow.sendIfThere(hello[sent++]);
                }
            }
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("handshake-timeout", 1L));
            assertThat(harness.server.statistics().tls().handshakes()).isEqualTo(Map.of("unfinished", 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedHelloEndsTheConnection(MalformedHello kind) throws IOException {
        try (ServerHarness harness = tls.start();
                Peer peer = new Peer(harness.port())) {
            peer.send(kind.of(hello));

            // Perhaps with an alert before.
            peer.skipToEnd();
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("tls-handshake", 1L));
            assertThat(tls.listener.sessions).isEmpty();
        }
    }

    @Test
    void helloesThatEndAnywhereLeaveNothing() throws IOException {
        try (ServerHarness harness = tls.start()) {
            int sockets = tls.socketsAfterServingOne(harness);
            for (int cut = 1; cut <= hello.length; cut += 7) {
                try (Peer peer = new Peer(harness.port())) {
                    peer.send(Arrays.copyOf(hello, cut));
                    switch (cut % 3) {
                        case 0 -> peer.reset();
                        case 1 -> {
                            peer.endOutput();
                            peer.skipToEnd();
                        }
                        default -> {
                            // Closed, perhaps with unread bytes.
                        }
                    }
                }
            }
            tls.expectNothingLeft(harness, sockets);
            tls.socketsAfterServingOne(harness);
        }
    }

    /** All of them are connected before the first hello, because to connect takes as long as a handshake. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void moreHandshakesThanMayWaitAreHungUpOn(Transport transport) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = tls.start(transport)) {
            int sockets = tls.socketsAfterServingOne(harness);
            for (int i = 0; i < 2 * MOST_WAITING; i++) {
                peers.add(new Peer(harness.port()));
            }
            for (Peer peer : peers) {
                peer.send(hello);
            }
            await().atMost(HostileTls.PATIENCE)
                    .until(() -> harness.server.statistics().turnedAway().containsKey("tls-busy"));
            assertThat(harness.server.statistics().tls().handshakes()).containsKey("busy");

            for (Peer peer : peers) {
                peer.close();
            }
            tls.expectNothingLeft(harness, sockets);
            tls.socketsAfterServingOne(harness);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}

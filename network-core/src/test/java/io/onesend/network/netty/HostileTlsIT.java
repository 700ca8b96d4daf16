package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_2;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.Session;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.Provider;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TLS peers that break the rules, or stall: afterwards no place, buffer or descriptor is left. The build has twenty stalled ones; {@code
 * -Dhostile.connections=10000} makes a thousand.
 */
class HostileTlsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final int STALLED = Integer.getInteger("hostile.connections", 200) / 10;
    private static final Duration SHORT_TIME = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than the socket buffers of both sides and a queue hold. */
    private static final int FLOOD_PACKETS = 2_000;

    private static final int FLOOD_BODY = 4_000;

    @TempDir
    private Path directory;

    private final RecordingListener listener = RecordingListener.echo();
    private TestCertificates certificates;
    private byte[] hello;

    @BeforeEach
    void makeCertificates() throws SSLException {
        certificates = new TestCertificates(directory);
        hello = TlsPeers.hello(certificates.client());
    }

    private NetworkConfig config(TlsSettings tls) {
        return CONFIG.toBuilder()
                .doors(Doors.PLAIN.withTls(tls).withHandshakeTimeout(SHORT_TIME))
                .maxSessionsPerAddress(0)
                .build();
    }

    private ServerHarness start() {
        return start(Provider.JDK);
    }

    private ServerHarness start(Provider provider) {
        assumeTrue(provider == Provider.JDK || OpenSsl.isAvailable(), "no netty-tcnative for this system");
        return new ServerHarness(config(certificates.settings().with(provider)), listener);
    }

    private static int openSockets() throws IOException {
        return OpenSockets.canBeCounted() ? OpenSockets.count() : 0;
    }

    private static long pinnedMemory() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() + PooledByteBufAllocator.DEFAULT.pinnedHeapMemory();
    }

    /** One session, so that whatever a first one opens is open, and the server serves. */
    private int socketsAfterServingOne(ServerHarness harness) throws IOException {
        try (Peer peer = TlsPeers.connect(certificates.client(), harness.port(), TLS_1_3)) {
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
        }
        await().atMost(PATIENCE).until(() -> harness.server.statistics().sessions() == 0);
        listener.sessions.clear();
        listener.ends.clear();
        return openSockets();
    }

    private void expectNothingLeft(ServerHarness harness, int socketsBefore) {
        await().atMost(PATIENCE).until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics())
                .returns(0, NetworkStatistics::arriving)
                .returns(0L, NetworkStatistics::queuedBytes);
        await().atMost(PATIENCE).until(() -> openSockets() <= socketsBefore);
        await().atMost(PATIENCE).until(() -> listener.ends.size() == listener.sessions.size());
    }

    // ---- handshakes

    @Test
    void aHelloByteByByteGetsNoMoreTime() throws IOException {
        try (ServerHarness harness = start();
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

    private enum Malformed {
        GARBAGE_IN_THE_RECORD,
        A_LENGTH_BEYOND_THE_LIMIT,
        LENGTHS_THAT_LIE,
        A_RECORD_OF_LENGTH_0,
        A_RECORD_THAT_IS_TOO_LONG,
        MANY_RECORDS,
        ANOTHER_TYPE_OF_RECORD,
        AN_OLD_VERSION;

        /** The beginning of one that has as many bytes as it may. */
        private static byte[] longHello() {
            return new byte[] {0x16, 3, 1, 0, 4, 1, 0, 0x40, 0};
        }

        private byte[] of(byte[] hello) {
            byte[] bytes = hello.clone();
            byte[] half = Arrays.copyOf(hello, 5 + 100);
            half[3] = 0;
            half[4] = 100;
            return switch (this) {
                case GARBAGE_IN_THE_RECORD -> {
                    byte[] garbage = new byte[hello.length - 9];
                    new Random(1).nextBytes(garbage);
                    System.arraycopy(garbage, 0, bytes, 9, garbage.length);
                    yield bytes;
                }
                case A_LENGTH_BEYOND_THE_LIMIT -> {
                    Arrays.fill(bytes, 6, 9, (byte) 0xff);
                    yield bytes;
                }
                case LENGTHS_THAT_LIE -> {
                    // That of the session id, which then takes what is behind it.
                    bytes[43] = (byte) 0xff;
                    yield bytes;
                }
                case A_RECORD_OF_LENGTH_0 -> Frames.join(half, new byte[] {0x16, 3, 3, 0, 0}, new byte[200]);
                case A_RECORD_THAT_IS_TOO_LONG ->
                    Frames.join(half, new byte[] {0x16, 3, 3, (byte) 0xff, (byte) 0xff}, new byte[20_000]);
                case MANY_RECORDS -> {
                    byte[] one = {0x16, 3, 3, 0, 1, 0};
                    yield Frames.join(
                            longHello(),
                            Frames.join(Collections.nCopies(4_000, one).toArray(byte[][]::new)));
                }
                case ANOTHER_TYPE_OF_RECORD -> Frames.join(half, new byte[] {0x17, 3, 3, 0, 100}, new byte[100]);
                case AN_OLD_VERSION -> {
                    // No extension, so no newer version either.
                    byte[] old = Arrays.copyOf(hello, 5 + 4 + 2 + 32 + 1 + 4 + 2);
                    old[4] = (byte) (old.length - 5);
                    old[3] = 0;
                    old[7] = 0;
                    old[8] = (byte) (old.length - 9);
                    System.arraycopy(new byte[] {3, 1}, 0, old, 9, 2);
                    System.arraycopy(new byte[] {0, 0, 2, 0, 0x2f, 1, 0}, 0, old, 43, 7);
                    yield old;
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedHelloEndsTheConnection(Malformed kind) throws IOException {
        try (ServerHarness harness = start();
                Peer peer = new Peer(harness.port())) {
            peer.send(kind.of(hello));

            // Perhaps with an alert before.
            peer.skipToEnd();
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("tls-handshake", 1L));
            assertThat(listener.sessions).isEmpty();
        }
    }

    @Test
    void helloesThatEndAnywhereLeaveNothing() throws IOException {
        try (ServerHarness harness = start()) {
            int sockets = socketsAfterServingOne(harness);
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
            expectNothingLeft(harness, sockets);
            socketsAfterServingOne(harness);
        }
    }

    /** Each handshake takes the server's few threads for it a millisecond or more, and a hello takes a client nothing. */
    @Test
    void moreHandshakesThanMayWaitAreHungUpOn() throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = start()) {
            int sockets = socketsAfterServingOne(harness);
            while (!harness.server.statistics().turnedAway().containsKey("tls-busy")) {
                Peer peer = new Peer(harness.port());
                peers.add(peer);
                peer.send(hello);
                assertThat(peers).as("hellos that were taken").hasSizeLessThan(10_000);
            }
            assertThat(harness.server.statistics().tls().handshakes()).containsKey("busy");

            for (Peer peer : peers) {
                peer.close();
            }
            expectNothingLeft(harness, sockets);
            socketsAfterServingOne(harness);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    // ---- sessions

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"JDK", "OPENSSL"})
    void aSecondHandshakeEndsTheSession(Provider provider) throws IOException {
        try (ServerHarness harness = start(provider)) {
            int sockets = socketsAfterServingOne(harness);
            try (SSLSocket socket = TlsPeers.socket(certificates.client(), harness.port(), TLS_1_2, "localhost")) {
                Peer peer = new Peer(socket);
                peer.send(frame(1));
                assertThat(peer.receive()).isEqualTo(frame(1));

                socket.startHandshake();
                assertThatThrownBy(peer::receive).isInstanceOf(IOException.class);
            }
            expectNothingLeft(harness, sockets);
            assertThat(listener.ends)
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
        try (ServerHarness harness = start(provider)) {
            int sockets = socketsAfterServingOne(harness);
            try (SSLSocket socket = TlsPeers.socket(certificates.client(), harness.port(), TLS_1_3, "localhost")) {
                Peer peer = new Peer(socket);
                peer.send(frame(1));
                assertThat(peer.receive()).isEqualTo(frame(1));

                await().atMost(PATIENCE).until(() -> {
                    asksForNewKeys(socket);
                    return listener.ends.size() == 1;
                });
            }
            expectNothingLeft(harness, sockets);
            assertThat(listener.ends)
                    .extracting(DisconnectReason::name)
                    .containsExactly(provider == Provider.JDK ? "rate-limit" : "network-error");
        }
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
        try (ServerHarness harness = start();
                SSLSocket socket = TlsPeers.socket(certificates.client(), harness.port(), TLS_1_3, "localhost");
                Peer peer = new Peer(socket)) {
            for (int i = 0; i < TlsPeers.MOST_KEYS_AT_ONCE; i++) {
                socket.startHandshake();
                peer.send(numbered(i, 100));
                assertThat(peer.receive()).isEqualTo(numbered(i, 100));
            }
        }
    }

    // ---- readers that stall

    private ServerHarness startFlooding(Transport transport, int maxBytes) {
        listener.onPacket = (session, packet) -> {
            session.send(packet);
            if (packet.length > 5) {
                flood(session);
            }
        };
        NetworkConfig config = config(certificates.settings()).toBuilder()
                .transport(transport)
                .sendMaxBytes(maxBytes)
                .sendMaxTotalBytes((long) STALLED * maxBytes)
                .sendStallTimeout(SHORT_TIME)
                .build();
        return new ServerHarness(config, listener);
    }

    private static void flood(Session session) {
        try (EncodedPacket packet = EncodedPacket.copyOf(numbered(0, FLOOD_BODY))) {
            for (int i = 0; i < FLOOD_PACKETS; i++) {
                session.send(packet);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stalledReadersAreClosedWhenTheirQueueIsFull(Transport transport) throws IOException {
        expectEnds(transport, FLOOD_PACKETS * FLOOD_BODY / 2, "send-limit");
    }

    /** No other write shows that they have stalled. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stalledReadersAreClosedAfterTheirTime(Transport transport) throws IOException {
        expectEnds(transport, 2 * FLOOD_PACKETS * FLOOD_BODY, "write-stalled");
    }

    private void expectEnds(Transport transport, int maxBytes, String reason) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = startFlooding(transport, maxBytes)) {
            int sockets = socketsAfterServingOne(harness);
            long memory = pinnedMemory();
            for (int i = 0; i < STALLED; i++) {
                Peer peer = TlsPeers.slowReader(certificates.client(), harness.port());
                peers.add(peer);
                peer.send(numbered(i, 4));
            }
            await().atMost(PATIENCE).until(() -> listener.ends.size() == STALLED);
            assertThat(listener.ends).extracting(DisconnectReason::name).containsOnly(reason);
            // They are still there, and have read nothing.
            expectNothingLeft(harness, sockets + STALLED);
            await().atMost(PATIENCE).until(() -> pinnedMemory() <= memory);
            socketsAfterServingOne(harness);
        } finally {
            for (Peer peer : peers) {
                peer.reset();
            }
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CONTINUATION;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.close;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * WebSocket peers that break the rules, or off: afterwards no place, byte or descriptor is left. The build opens few of them;
 * {@code -Dhostile.connections=10000} for a tenth of that number in each test.
 */
class HostileWebSocketsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final int CONNECTIONS = Integer.getInteger("hostile.connections", 1_000) / 10;
    private static final Duration SHORT_TIME = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final byte[] REQUEST =
            ("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final RecordingListener listener = RecordingListener.echo();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static NetworkConfig config(Transport transport) {
        return CONFIG.toBuilder()
                .transport(transport)
                .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET)
                        .withFirstBytes(SHORT_TIME)
                        .withHandshakeTimeout(SHORT_TIME))
                .maxSessionsPerAddress(0)
                .build();
    }

    private static int openSockets() throws IOException {
        return OpenSockets.canBeCounted() ? OpenSockets.count() : 0;
    }

    /** After one session, so that whatever a first one opens is open. */
    private int socketsOfAnIdle(ServerHarness harness) throws IOException {
        try (Peer peer = new Peer(harness.port())) {
            peer.send(join(REQUEST, message(frame(1))));
            assertThat(peer.receiveHead()).startsWith("HTTP/1.1 101 ");
            assertThat(peer.receiveMessage()).hasSize(1 + frame(1).length);
        }
        await().atMost(PATIENCE).until(() -> listener.ends.size() == 1);
        listener.sessions.clear();
        listener.ends.clear();
        return openSockets();
    }

    private void expectNothingLeft(ServerHarness harness, int socketsBefore) {
        await().alias("seed " + seed)
                .atMost(PATIENCE)
                .until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics().arriving()).isZero();
        assertThat(harness.server.statistics().queuedBytes()).isZero();
        await().alias("seed " + seed).atMost(PATIENCE).until(() -> openSockets() <= socketsBefore);
        await().alias("seed " + seed).atMost(PATIENCE).until(() -> listener.ends.size() == listener.sessions.size());
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void thoseThatFloodWithPingsAreEnded(Transport transport) throws IOException {
        byte[] flood = join(Collections.nCopies(100, ping(new byte[125])).toArray(byte[][]::new));
        try (ServerHarness harness = new ServerHarness(config(transport), listener)) {
            int sockets = socketsOfAnIdle(harness);
            for (int i = 0; i < CONNECTIONS; i++) {
                try (Peer peer = new Peer(harness.port())) {
                    peer.send(join(REQUEST, flood));
                    // They read nothing meanwhile.
                    sendWhileItIsTaken(peer, flood);
                }
            }
            expectNothingLeft(harness, sockets);
            assertThat(listener.ends)
                    .hasSize(CONNECTIONS)
                    .extracting(DisconnectReason::name)
                    .containsOnly("rate-limit");
        }
    }

    private static void sendWhileItIsTaken(Peer peer, byte[] bytes) throws IOException {
        try {
            for (int i = 0; i < 1_000; i++) {
                peer.send(bytes);
            }
        } catch (SocketException hungUp) {
            return;
        }
        throw new AssertionError("a hundred thousand pings were taken");
    }

    /** A request and frames up to any byte, then a reset, an end of the output, or a close. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void thoseThatEndAnywhereLeaveNothing(Transport transport) throws IOException {
        byte[] packet = frame(1, new byte[300]);
        byte[] whole = join(
                REQUEST,
                message(packet),
                WebSocketFrames.frame(BINARY, Arrays.copyOf(packet, 100)),
                ping((byte) 1),
                WebSocketFrames.frame(FINAL | CONTINUATION, Arrays.copyOfRange(packet, 100, packet.length)),
                close(1000, "bye"));
        try (ServerHarness harness = new ServerHarness(config(transport), listener)) {
            int sockets = socketsOfAnIdle(harness);
            for (int i = 0; i < CONNECTIONS; i++) {
                try (Peer peer = new Peer(harness.port())) {
                    int cut = random.nextInt(whole.length + 1);
                    int first = random.nextInt(cut + 1);
                    peer.send(Arrays.copyOf(whole, first));
                    peer.send(Arrays.copyOfRange(whole, first, cut));
                    end(peer);
                }
            }
            expectNothingLeft(harness, sockets);
        }
    }

    private void end(Peer peer) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> peer.reset();
            case 1 -> {
                peer.endOutput();
                peer.receiveAll();
            }
            default -> {
                // Closed by the caller, perhaps with unread bytes.
            }
        }
    }

    /** A part of a request, and then silence. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void thoseThatAskTooSlowlyAreHungUpOn(Transport transport) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness = new ServerHarness(config(transport), listener)) {
            int sockets = socketsOfAnIdle(harness);
            for (int i = 0; i < CONNECTIONS; i++) {
                Peer peer = new Peer(harness.port());
                peers.add(peer);
                // Up to three bytes do not tell the door.
                int cut = i < 4 ? i : 4 + random.nextInt(REQUEST.length - 5);
                peer.send(Arrays.copyOf(REQUEST, cut));
            }
            await().alias("seed " + seed).atMost(PATIENCE).until(() -> turnedAway(harness) == CONNECTIONS);
            for (Peer peer : peers) {
                peer.expectEnd();
                peer.close();
            }
            expectNothingLeft(harness, sockets);
            assertThat(harness.server.statistics().turnedAway()).containsOnlyKeys("first-bytes", "handshake-timeout");
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private static long turnedAway(ServerHarness harness) {
        Map<String, Long> reasons = harness.server.statistics().turnedAway();
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
}

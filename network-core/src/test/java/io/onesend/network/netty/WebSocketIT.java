package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.ServerHarness.config;
import static io.onesend.network.netty.WebPeers.expectUpgrade;
import static io.onesend.network.netty.WebPeers.request;
import static io.onesend.network.netty.WebPeers.upgraded;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PING;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port with a plain door and a WebSocket, on each transport, with a client that makes its own bytes. */
class WebSocketIT {

    private static final int ROUNDS = Integer.getInteger("control.rounds", 1);

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Doors BOTH = Doors.of(Door.PLAIN, Door.WEBSOCKET);

    private final RecordingListener listener = RecordingListener.echo();

    private ServerHarness start(Transport transport) {
        return new ServerHarness(config(transport, BOTH), listener);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void echoesMessagesAndPlainFramesOnOnePort(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer web = upgraded(harness);
                Peer plain = new Peer(harness.port())) {
            web.send(message(frame(1, new byte[300])));
            plain.send(frame(2));

            assertThat(web.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(1, new byte[300])));
            assertThat(plain.receive()).isEqualTo(frame(2));
            assertThat(listener.sessions)
                    .extracting(session -> session.entrance().door())
                    .containsExactlyInAnyOrder(Door.PLAIN, Door.WEBSOCKET);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesFramesThatComeWithTheRequest(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer peer = new Peer(harness.port())) {
            byte[] half = message(frame(2, new byte[100]));
            peer.send(join(request("Origin: http://localhost\r\n"), message(frame(1)), Arrays.copyOf(half, 50)));
            expectUpgrade(peer);
            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(1)));

            peer.send(Arrays.copyOfRange(half, 50, half.length));
            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(2, new byte[100])));
            assertThat(listener.session().entrance().origin()).isEqualTo("http://localhost");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesARequestByteByByte(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer peer = new Peer(harness.port())) {
            for (byte b : join(request(), message(frame(1)))) {
                peer.send(new byte[] {b});
            }
            expectUpgrade(peer);
            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(1)));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsOnePacketToReceiversOfBothKinds(Transport transport) throws IOException {
        List<Peer> webs = new ArrayList<>();
        List<Peer> plains = new ArrayList<>();
        byte[] longest = frame(3, new byte[4091]);
        try (ServerHarness harness = start(transport)) {
            listener.onPacket = (session, packet) -> {
                try (EncodedPacket shared = EncodedPacket.copyOf(packet)) {
                    Session.sendToAll(List.copyOf(listener.sessions), shared);
                }
            };
            for (int i = 0; i < 40; i++) {
                webs.add(upgraded(harness));
                plains.add(new Peer(harness.port()));
                // Only its first bytes make it a session.
                plains.get(i).send(frame(1));
                await().until(() -> listener.received.size() == webs.size());
            }
            webs.get(0).send(message(longest));
            for (int i = 0; i < 40; i++) {
                assertThat(lastOf(webs.get(i), received(FINAL | BINARY, longest)))
                        .isTrue();
                assertThat(lastFrameOf(plains.get(i), longest)).isTrue();
            }
            // Before the server, which waits for the end of each peer that it closes.
            closeAll(webs, plains);
        }
    }

    private static void closeAll(List<Peer> webs, List<Peer> plains) throws IOException {
        for (Peer peer : webs) {
            peer.close();
        }
        for (Peer peer : plains) {
            peer.close();
        }
    }

    private static boolean lastOf(Peer web, byte[] expected) throws IOException {
        byte[] message;
        do {
            message = web.receiveMessage();
            assertThat(message).startsWith(FINAL | BINARY);
        } while (!Arrays.equals(message, expected));
        return true;
    }

    private static boolean lastFrameOf(Peer plain, byte[] expected) throws IOException {
        byte[] received;
        do {
            received = plain.receive();
        } while (!Arrays.equals(received, expected));
        return true;
    }

    /**
     * The small socket buffer cuts sends short: an answer to a ping must not land in the middle of a packet. 9 MB on each transport;
     * {@code -Dcontrol.rounds=120} for a GB.
     */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void keepsControlFramesOutOfPackets(Transport transport) throws IOException {
        byte[] packet = frame(7, new byte[3000]);
        int packets = 3000;
        PacedPings pings = new PacedPings();
        try (ServerHarness harness = new ServerHarness(
                        config(transport, BOTH).toBuilder()
                                .sendMaxBytes(64 << 20)
                                .build(),
                        listener);
                Peer peer = upgraded(harness, 4096)) {
            listener.onPacket = (session, asked) -> {
                for (int i = 0; i < packets; i++) {
                    session.send(packet);
                }
            };
            byte[] expected = received(FINAL | BINARY, packet);
            int pongs = 0;
            int data = 0;
            boolean asks = true;
            while (data < ROUNDS * packets) {
                if (asks) {
                    peer.send(message(frame(1)));
                    asks = false;
                }
                pings.sendIfDue(peer);
                byte[] next = peer.receiveMessage();
                if (next[0] == (byte) (FINAL | PONG)) {
                    assertThat(next).isEqualTo(received(FINAL | PONG, (byte) pongs++));
                } else if (next[0] == (byte) (FINAL | PING)) {
                    assertThat(next).as("the server's own ping").hasSize(1);
                } else {
                    assertThat(next).isEqualTo(expected);
                    asks = ++data % packets == 0;
                }
            }
            assertThat(pongs).as("pongs between packets").isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void asksASilentPeerWhetherItIsThere(Transport transport) throws IOException {
        WebSocketSettings often =
                new WebSocketSettings("/ws", List.of(), List.of(), Duration.ofMillis(1), Messages.BINARY);
        try (ServerHarness harness = new ServerHarness(config(transport, BOTH.withWebSocket(often)), listener);
                Peer peer = upgraded(harness)) {
            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | PING));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exchangesLinesAsText(Transport transport) throws IOException {
        WebSocketSettings text =
                new WebSocketSettings("/ws", List.of(), List.of(), Duration.ofSeconds(30), Messages.TEXT);
        listener.onPacket = (session, line) -> session.send(join(line, "\n".getBytes(StandardCharsets.UTF_8)));
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .frameFormat(FrameFormat.LINES)
                .doors(BOTH.withWebSocket(text))
                .build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = upgraded(harness)) {
            peer.send(WebSocketFrames.text("안녕\r\n"));
            assertThat(peer.receiveMessage())
                    .isEqualTo(received(FINAL | WebSocketFrames.TEXT, "안녕\n".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsFromARing(Transport transport) throws IOException {
        NetworkConfig config = config(transport, BOTH).toBuilder()
                .sendStore(NetworkConfig.Store.RING)
                .sendMaxBytes(8192)
                .build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = upgraded(harness)) {
            for (int i = 0; i < 50; i++) {
                peer.send(message(frame(i, new byte[1000])));
                assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(i, new byte[1000])));
            }
            // Of packets, without headers. The last write is counted when it has ended, which may be after its arrival.
            await().untilAsserted(() ->
                    assertThat(harness.server.statistics().bytesOut()).isEqualTo(50 * 1005));
        }
    }
}

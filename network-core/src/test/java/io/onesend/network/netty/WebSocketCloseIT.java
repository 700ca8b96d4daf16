package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.ServerHarness.config;
import static io.onesend.network.netty.WebPeers.closed;
import static io.onesend.network.netty.WebPeers.expectUpgrade;
import static io.onesend.network.netty.WebPeers.request;
import static io.onesend.network.netty.WebPeers.upgraded;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the server of a WebSocket ends it, on each transport, with a client that makes its own bytes. */
class WebSocketCloseIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Doors BOTH = Doors.of(Door.PLAIN, Door.WEBSOCKET);

    private final RecordingListener listener = RecordingListener.echo();

    private ServerHarness start(Transport transport) {
        return new ServerHarness(config(transport, BOTH), listener);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesInOrderWithWhatIsQueuedFirst(Transport transport) throws IOException {
        listener.onPacket = (session, packet) -> {
            session.send(frame(9));
            session.close(
                    DisconnectReason.of("kicked", DisconnectReason.Fault.NONE).withDetail("not for the peer"));
        };
        try (ServerHarness harness = start(transport);
                Peer peer = upgraded(harness)) {
            peer.send(message(frame(1)));

            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(9)));
            assertThat(peer.receiveMessage()).isEqualTo(closed(1008, "kicked"));
            peer.send(WebSocketFrames.close(1008, ""));
            peer.expectOrderlyEnd();
            await().until(() -> listener.ends.size() == 1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void echoesThePeersCloseFrameAndClosesFirst(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport);
                Peer peer = upgraded(harness)) {
            peer.send(join(message(frame(1)), WebSocketFrames.close(3001, "bye")));

            assertThat(peer.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(1)));
            assertThat(peer.receiveMessage()).isEqualTo(closed(3001, "closed-by-peer"));
            peer.expectOrderlyEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsItsPeersThatTheServerStops(Transport transport) throws IOException {
        Peer peer;
        try (ServerHarness harness = start(transport)) {
            peer = upgraded(harness);
            await().until(() -> listener.sessions.size() == 1);
            Thread answering = new Thread(() -> answerClose(peer, closed(1012, "server-stopping")));
            answering.start();
        }
        peer.close();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("server-stopping");
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsAPeerTheReason(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport)) {
            for (CloseCodeRow row : CloseCodeRow.all().toList()) {
                listener.onPacket =
                        (session, packet) -> session.close(row.reason().withDetail("not for the peer"));
                try (Peer peer = upgraded(harness)) {
                    peer.send(message(frame(1)));
                    assertThat(peer.receiveMessage()).isEqualTo(closed(row.code(), row.name()));
                    peer.send(WebSocketFrames.close(row.code(), ""));
                    peer.expectOrderlyEnd();
                }
            }
        }
    }

    private static void answerClose(Peer peer, byte[] expected) {
        try {
            assertThat(peer.receiveMessage()).isEqualTo(expected);
            peer.send(WebSocketFrames.close(1012, ""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsAPeerThatBreaksARule(Transport transport) throws IOException {
        byte[] tooLong = message(new byte[CONFIG.maxFrameBytes() + 1]);
        try (ServerHarness harness = start(transport)) {
            expectRefusal(harness, tooLong, 1009);
            expectRefusal(harness, WebSocketFrames.text("hello"), 1003);
            expectRefusal(harness, WebSocketFrames.frame(FINAL | 0x40 | BINARY, frame(1)), 1002);
            expectRefusal(harness, message(join(frame(1), frame(2))), 1007);
        }
    }

    private static void expectRefusal(ServerHarness harness, byte[] bytes, int code) throws IOException {
        try (Peer peer = upgraded(harness)) {
            peer.send(bytes);
            assertThat(peer.receiveMessage()).isEqualTo(closed(code, "protocol-error"));
            peer.expectOrderlyEnd();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void namesTheLongestPacketThatARingHoldsWithItsHeader(Transport transport) throws IOException {
        NetworkConfig config = config(transport, BOTH).toBuilder()
                .sendStore(NetworkConfig.Store.RING)
                .sendMaxBytes(4096)
                .build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = upgraded(harness)) {
            peer.send(message(frame(1, new byte[4091])));

            assertThat(peer.receiveMessage()).isEqualTo(closed(1008, "send-limit"));
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends)
                    .containsExactly(DisconnectReason.SEND_LIMIT.withDetail(
                            "a packet of 4096 bytes; the longest that fits is 4092 bytes"));
        }
    }

    /** The endpoint's packet for refused connections would be no frame of a WebSocket. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsARefusedPeerByACloseFrame(Transport transport) throws IOException {
        Endpoint<byte[]> endpoint = Endpoint.builder(PacketDecoder.BYTES, listener)
                .refusalPacket(reason -> EncodedPacket.copyOf(frame(99)))
                .build();
        try (LogicLoop loop = LogicLoop.start("test-logic");
                NetworkServer server = NetworkServer.start(
                        config(transport, BOTH), Logic.spread(List.of(loop), arrival -> 1), List.of(endpoint));
                Peer peer = new Peer(server.port())) {
            peer.send(join(request(), message(frame(1))));
            expectUpgrade(peer);

            assertThat(peer.receiveMessage()).isEqualTo(closed(1011, "no-logic-loop"));
            peer.expectOrderlyEnd();
            assertThat(listener.sessions).isEmpty();
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PING;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.closing;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.FrameFormat;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients over a WebSocket, against this library's server on each transport, and against a server that a test plays. */
class ClientWebSocketIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final ClientSettings WEB = ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT);

    private final RecordingListener answers = new RecordingListener();

    private static NetworkConfig config(Transport transport) {
        return CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(1)
                // Scripted servers do not answer the end of a connection with their own.
                .closeTimeout(Duration.ofMillis(500))
                .build();
    }

    private static ServerHarness server(Transport transport, RecordingListener listener) {
        return new ServerHarness(
                config(transport).toBuilder().doors(Doors.of(Door.WEBSOCKET)).build(), listener);
    }

    private static InetSocketAddress at(ServerHarness harness) {
        return new InetSocketAddress("localhost", harness.port());
    }

    private CompletionStage<Session> connecting(NetworkClient client, InetSocketAddress to) {
        return client.connect(to, PATIENCE, PacketDecoder.BYTES, answers);
    }

    private Session connect(NetworkClient client, InetSocketAddress to) throws Exception {
        return opened(connecting(client, to));
    }

    private static Session opened(CompletionStage<Session> connecting) throws Exception {
        return connecting.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    // ---- this library's server

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exchangesPacketsOfEveryLength(Transport transport) throws Exception {
        NetworkConfig longFrames = config(transport).toBuilder()
                .maxFrameBytes(65_535)
                .doors(Doors.of(Door.WEBSOCKET))
                .build();
        try (ServerHarness harness = new ServerHarness(longFrames, RecordingListener.echo());
                NetworkClient client = NetworkClient.start(longFrames, Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            int[] bodies = {4, 120, 121, 122, 5000, 9000, 60_000, 7};
            for (int i = 0; i < bodies.length; i++) {
                session.send(numbered(i, bodies[i]));
            }
            await().until(() -> answers.received.size() == bodies.length);
            for (int i = 0; i < bodies.length; i++) {
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, bodies[i]));
            }
            assertThat(session.entrance().door()).isEqualTo(Door.WEBSOCKET);
            assertThat(session.remoteAddress()).isEqualTo(new InetSocketAddress("127.0.0.1", harness.port()));

            session.close();
            await().until(() -> answers.ends.size() == 1);
            // As sent: packets, without headers and masks.
            assertThat(client.statistics().bytesOut())
                    .isEqualTo(harness.server.statistics().bytesIn());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsFromARing(Transport transport) throws Exception {
        NetworkConfig ring = config(transport).toBuilder()
                .sendStore(NetworkConfig.Store.RING)
                .sendMaxBytes(8192)
                .build();
        try (ServerHarness harness = server(transport, RecordingListener.echo());
                NetworkClient client = NetworkClient.start(ring, Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 50; i++) {
                session.send(numbered(i, 997));
                int received = i + 1;
                await().until(() -> answers.received.size() == received);
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, 997));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsTheServerWhyItCloses(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 100; i++) {
                session.send(numbered(i, 100));
            }
            session.close(DisconnectReason.CLOSED_BY_CLIENT);

            await().until(() -> arrivals.ends.size() == 1 && answers.ends.size() == 1);
            assertThat(arrivals.received).as("what was sent before").hasSize(100);
            assertThat(arrivals.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_CLIENT);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hearsWhyTheServerCloses(Transport transport) throws Exception {
        RecordingListener arrivals = new RecordingListener();
        arrivals.onPacket = (session, packet) -> {
            session.send(packet);
            session.close(DisconnectReason.of("kicked", DisconnectReason.Fault.NONE));
        };
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            connect(client, at(harness)).send(frame(1));

            await().until(() -> arrivals.ends.size() == 1 && answers.ends.size() == 1);
            assertThat(answers.received).containsExactly(frame(1));
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER.withDetail("1008 kicked"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void keepsAConnection(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB);
                KeptConnection kept = client.keepConnected(
                        at(harness),
                        PATIENCE,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0),
                        PacketDecoder.BYTES,
                        answers)) {
            for (int i = 0; i < 3; i++) {
                int round = i;
                await().until(() -> arrivals.sessions.size() == round + 1 && answers.sessions.size() == round + 1);
                answers.sessions.get(i).send(numbered(i, 4));
                await().until(() -> answers.received.size() == round + 1);
                arrivals.sessions.get(i).close();
                await().until(() -> answers.ends.size() == round + 1);
            }
            await().until(() -> kept.session() != null);
        }
        assertThat(answers.received).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void connectsBesideASession(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            Session near = connect(client, at(harness));
            Session beside = opened(client.connectBeside(near, at(harness), PATIENCE, PacketDecoder.BYTES, answers));
            beside.send(frame(4));
            await().until(() -> answers.received.size() == 1);
            assertThat(beside.logicLoop()).isSameAs(near.logicLoop());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exchangesLinesAsTexts(Transport transport) throws Exception {
        WebSocketSettings text =
                new WebSocketSettings("/lines", List.of(), List.of(), Duration.ofSeconds(30), Messages.TEXT);
        NetworkConfig lines = config(transport).toBuilder()
                .frameFormat(FrameFormat.LINES)
                .doors(Doors.of(Door.WEBSOCKET).withWebSocket(text))
                .build();
        RecordingListener arrivals = new RecordingListener();
        byte[] line = "안녕\n".getBytes(StandardCharsets.UTF_8);
        arrivals.onPacket = (session, packet) -> session.send(join(packet, new byte[] {'\n'}));
        ClientSettings settings =
                ClientSettings.PLAIN.withWebSocket(new ClientWebSocket("/lines?a=b", Duration.ZERO, Messages.TEXT));
        try (ServerHarness harness = new ServerHarness(lines, arrivals);
                NetworkClient client = NetworkClient.start(lines, Logic.on(harness.loop), settings)) {
            connect(client, at(harness)).send(line);
            await().until(() -> answers.received.size() == 1);
            assertThat(answers.received.get(0)).isEqualTo("안녕".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void saysWhatTheServerAnswered(Transport transport) {
        RecordingListener arrivals = new RecordingListener();
        ClientSettings elsewhere = ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT.withPath("/other"));
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), elsewhere)) {
            assertThatThrownBy(() -> connect(client, at(harness)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("cannot connect to " + at(harness)
                            + ": the server answered 404 Not Found: There is nothing at this path.");
            assertThat(client.sessions()).isEmpty();
            await().until(() -> harness.server.statistics().sessions() == 0);
        }
        assertThat(arrivals.sessions).isEmpty();
        assertThat(answers.sessions).isEmpty();
    }

    /** A port with the plain door alone takes the request for a frame that is too long. */
    @Test
    void saysThatAServerWithoutAWebSocketHungUp() {
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, Logic.on(harness.loop), WEB)) {
            assertThatThrownBy(() -> connect(client, at(harness)))
                    .hasMessageContaining("cannot connect to")
                    .hasMessageContaining("the server closed the connection before it agreed to the handshake");
        }
    }

    // ---- a server that the test plays

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesFramesThatComeWithTheAnswerAndMasksItsOwn(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            String request = server.receiveRequest();
            assertThat(request)
                    .startsWith("GET /ws HTTP/1.1\r\nHost: localhost:"
                            + server.address().getPort() + "\r\n")
                    .contains("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", "\r\nSec-WebSocket-Version: 13\r\n");
            server.send(join(
                    ScriptedWebServer.agreement(request),
                    ofServer(FINAL | BINARY, frame(1)),
                    ofServer(FINAL | PING, (byte) 'p'),
                    ofServer(BINARY, frame(2, new byte[200])),
                    new byte[] {0}));
            Session session = opened(connecting);
            assertThat(server.receiveMessage()).isEqualTo(received(FINAL | PONG, (byte) 'p'));
            int keyOfPong = server.lastKey;
            // The message that has begun goes on in an empty frame.
            server.send(join(new byte[] {0}, ofServer(FINAL)));
            await().until(() -> answers.received.size() == 2);
            assertThat(answers.received).containsExactly(frame(1), frame(2, new byte[200]));

            session.send(frame(3, new byte[300]));
            assertThat(server.receiveMessage()).isEqualTo(received(FINAL | BINARY, frame(3, new byte[300])));
            assertThat(server.lastKey).as("each frame has its own").isNotEqualTo(keyOfPong);
        }
    }

    private static byte[] received(int first, byte... payload) {
        return join(new byte[] {(byte) first}, payload);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesAnAnswerByteByByte(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            for (byte b :
                    join(ScriptedWebServer.agreement(server.receiveRequest()), ofServer(FINAL | BINARY, frame(1)))) {
                server.send(new byte[] {b});
            }
            opened(connecting);
            await().until(() -> answers.received.size() == 1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersACloseFrameAndEnds(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            server.upgrade(closed(1012, "back soon"));
            opened(connecting);

            assertThat(server.receiveMessage())
                    .isEqualTo(received(
                            FINAL | CLOSE, closing(1012, "closed-by-peer".getBytes(StandardCharsets.US_ASCII))));
            assertThat(server.read()).isEqualTo(-1);
            await().until(() -> answers.ends.size() == 1);
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER.withDetail("1012 back soon"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void refusesWhatAServerMayNotSend(Transport transport) throws Exception {
        expectFault(transport, WebSocketFrames.message(frame(1)), 1002, "a frame of a server is masked");
        expectFault(transport, ofServer(FINAL | 0x40 | BINARY, frame(1)), 1002, "a reserved bit is set");
        expectFault(
                transport,
                ofServer(FINAL | WebSocketFrames.TEXT, (byte) 'a'),
                1003,
                "a text message where binary is meant, or the other way");
        expectFault(
                transport,
                ofServer(FINAL | BINARY, new byte[5000]),
                1009,
                "a frame of 5000 bytes; at most 4096 are allowed");
    }

    private void expectFault(Transport transport, byte[] bytes, int code, String detail) throws Exception {
        answers.ends.clear();
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            server.upgrade(bytes);
            opened(connecting);
            assertThat(server.receiveMessage())
                    .isEqualTo(received(
                            FINAL | CLOSE, closing(code, "protocol-error".getBytes(StandardCharsets.US_ASCII))));
            server.hangUp();
            await().until(() -> answers.ends.size() == 1);
            assertThat(answers.ends).containsExactly(DisconnectReason.PROTOCOL_ERROR.withDetail(detail));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void asksTheServerWhetherItIsThere(Transport transport) throws Exception {
        ClientSettings often =
                ClientSettings.PLAIN.withWebSocket(new ClientWebSocket("/ws", Duration.ofMillis(1), Messages.BINARY));
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), often)) {
            connecting(client, server.address());
            server.upgrade();
            assertThat(server.receiveMessage()).isEqualTo(received(FINAL | PING));
        }
    }

    @Test
    void refusesAnswersThatAreNoUpgrade() throws Exception {
        String wrongKey = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
        expectRefusal(wrongKey, "the server's Sec-WebSocket-Accept does not fit the request");
        expectRefusal(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "the server switches to another protocol than a WebSocket");
        expectRefusal("SSH-2.0-OpenSSH_9.2\r\n\r\n", "the server does not speak HTTP");
        expectRefusal(
                "HTTP/1.1 308 Permanent Redirect\r\nLocation: https://chat.example/ws\r\nContent-Length: 0\r\n\r\n",
                "the server answered 308 Permanent Redirect to https://chat.example/ws");
        expectRefusal(
                "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
                "the server answered 502 Bad Gateway");
        expectRefusal(
                "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nnot\u0007 you\n" + "x".repeat(1000),
                "the server answered 403 Forbidden: not you " + "x".repeat(300 - 9));
    }

    private void expectRefusal(String answer, String words) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            server.receiveRequest();
            server.send(answer);
            assertThatThrownBy(() -> opened(connecting))
                    .cause()
                    .hasMessage("cannot connect to " + server.address() + ": " + words);
            assertThat(server.read()).as("the connection is closed").isEqualTo(-1);
        }
        assertThat(answers.sessions).isEmpty();
    }

    @Test
    void refusesAnExtensionThatItHasNotAskedFor() throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(CONFIG, Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address());
            server.send(ScriptedWebServer.agreement(
                    server.receiveRequest(), "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
            assertThatThrownBy(() -> opened(connecting))
                    .hasMessageContaining("the server agrees to an extension or subprotocol that was not asked for");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void givesUpAServerThatDoesNotAnswerInTime(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting =
                    client.connect(server.address(), Duration.ofMillis(200), PacketDecoder.BYTES, answers);
            server.receiveRequest();
            assertThatThrownBy(() -> opened(connecting))
                    .cause()
                    .hasMessage("cannot connect to " + server.address()
                            + ": the server has not agreed to the handshake in time");
            assertThat(server.read()).as("the connection is closed").isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void failsWhatIsUnderWayWhenItCloses(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer()) {
            CompletionStage<Session> connecting;
            try (NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
                connecting = client.connect(server.address(), Duration.ZERO, PacketDecoder.BYTES, answers);
                server.receiveRequest();
            }
            assertThat((CompletableFuture<Session>) connecting).isCompletedExceptionally();
            assertThatThrownBy(() -> opened(connecting)).hasMessageContaining("the client is closed");
        }
        assertThat(answers.sessions).isEmpty();
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.WebClients.WEB;
import static io.onesend.network.netty.WebClients.config;
import static io.onesend.network.netty.WebClients.connecting;
import static io.onesend.network.netty.WebClients.opened;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PING;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.closing;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frames of a client's WebSocket, against a server that a test plays on each transport. */
class ClientWebSocketFramesIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private final RecordingListener answers = new RecordingListener();

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesFramesThatComeWithTheAnswerAndMasksItsOwn(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
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
            // Or the client would wait for the server's close frame.
            server.hangUp();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesAnAnswerByteByByte(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
            for (byte b :
                    join(ScriptedWebServer.agreement(server.receiveRequest()), ofServer(FINAL | BINARY, frame(1)))) {
                server.send(new byte[] {b});
            }
            opened(connecting);
            await().until(() -> answers.received.size() == 1);
            server.hangUp();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersACloseFrameAndEnds(Transport transport) throws Exception {
        try (ScriptedWebServer server = new ScriptedWebServer();
                NetworkClient client = NetworkClient.start(config(transport), Logic.inline(), WEB)) {
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
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
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
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
            connecting(client, server.address(), answers);
            server.upgrade();
            assertThat(server.receiveMessage()).isEqualTo(received(FINAL | PING));
            server.hangUp();
        }
    }
}

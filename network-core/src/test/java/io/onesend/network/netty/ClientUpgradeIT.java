package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.WebClients.WEB;
import static io.onesend.network.netty.WebClients.config;
import static io.onesend.network.netty.WebClients.connecting;
import static io.onesend.network.netty.WebClients.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's request for a WebSocket, and the answers of a server that a test plays. */
class ClientUpgradeIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private final RecordingListener answers = new RecordingListener();

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
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
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
            CompletionStage<Session> connecting = connecting(client, server.address(), answers);
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

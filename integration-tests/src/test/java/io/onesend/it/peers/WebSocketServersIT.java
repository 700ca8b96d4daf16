package io.onesend.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests clients of {@code network-core} over a WebSocket with servers that others wrote; both ends say how a connection ended. */
class WebSocketServersIT {

    private static final int LONGEST_MESSAGE = 1 << 20;

    private static final NetworkConfig CONFIG = NetworkConfig.anyProtocol()
            .transport(TestTransport.CHOSEN)
            .frameFormat(FrameFormat.RAW)
            .maxFrameBytes(LONGEST_MESSAGE)
            .sendMaxBytes(2 * LONGEST_MESSAGE)
            .build();

    private static Stream<Named<Supplier<OtherWebSocketServer>>> servers() {
        return Stream.of(
                Named.of("python3-websockets", PythonWebSocketServer::new),
                Named.of("Netty's handlers", NettyWebSocketServer::new));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void understandTheClientAndAreUnderstood(Supplier<OtherWebSocketServer> start) throws Exception {
        try (OtherWebSocketServer server = start.get();
                NetworkClient client = NetworkClient.start(
                        CONFIG, Logic.inline(), ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT))) {
            exchangeMessagesAndClose(server, new Connection(client, server));
            theServerCloses(server, new Connection(client, server));
            theServerBreaksTheRules(server, new Connection(client, server));
        }
    }

    private static void exchangeMessagesAndClose(OtherWebSocketServer server, Connection connection) throws Exception {
        Random random = new Random(1);
        for (int length : new int[] {1, 125, 126, 65_535, 65_536, LONGEST_MESSAGE}) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            connection.session.send(message);
            assertThat(connection.receive()).isEqualTo(message);
        }
        assertThat(connection.ask("fragments")).isEqualTo("in three frames");
        assertThat(connection.ask("ping")).isEqualTo("there");

        connection.session.close(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(connection.awaitEnd()).isEqualTo(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(server.nextLine()).isEqualTo("closed with 1000 closed-by-client");
    }

    private static void theServerCloses(OtherWebSocketServer server, Connection connection) throws Exception {
        connection.send("close");
        assertThat(connection.awaitEnd()).isEqualTo(DisconnectReason.CLOSED_BY_PEER.withDetail("3001 enough"));
        assertThat(server.nextLine()).startsWith("closed with 3001 ");
    }

    private static void theServerBreaksTheRules(OtherWebSocketServer server, Connection connection) throws Exception {
        connection.send("text");
        assertThat(connection.awaitEnd().name()).isEqualTo(DisconnectReason.PROTOCOL_ERROR.name());
        assertThat(server.nextLine()).isEqualTo("closed with 1003 protocol-error");
    }

    /** A session of the client's, and what has come of it. */
    private static final class Connection implements SessionListener<byte[]> {

        private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<DisconnectReason> end = new CompletableFuture<>();
        private final Session session;

        Connection(NetworkClient client, OtherWebSocketServer server) throws Exception {
            session = client.connect(server.address(), OtherWebSocketServer.DEADLINE, PacketDecoder.BYTES, this)
                    .toCompletableFuture()
                    .get(OtherWebSocketServer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void onReceive(Session from, byte[] message) {
            received.add(message);
        }

        @Override
        public void onDisconnect(Session from, DisconnectReason reason) {
            end.complete(reason);
        }

        void send(String message) {
            session.send(message.getBytes(StandardCharsets.US_ASCII));
        }

        String ask(String message) throws InterruptedException {
            send(message);
            return new String(receive(), StandardCharsets.US_ASCII);
        }

        byte[] receive() throws InterruptedException {
            byte[] message = received.poll(OtherWebSocketServer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message").isNotNull();
            return message;
        }

        DisconnectReason awaitEnd() throws Exception {
            return end.get(OtherWebSocketServer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}

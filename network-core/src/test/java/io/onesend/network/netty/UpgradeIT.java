package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.ServerHarness.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.CidrBlock;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.ProxySettings;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a port with a WebSocket answers to requests, on each transport. */
class UpgradeIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final WebSocketSettings SETTINGS = new WebSocketSettings(
            "/ws", List.of("https://chat.example"), List.of("chat.example"), Duration.ofSeconds(30), Messages.BINARY);

    private static final String UPGRADE = "Upgrade: WebSocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private final RecordingListener listener = RecordingListener.echo();

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    /** A request, and the beginning of what it is answered with. */
    private record Case(String request, String answer) {}

    private static Case upgrade(String host, String more, String answer) {
        return new Case("GET /ws HTTP/1.1\r\nHost: " + host + "\r\n" + UPGRADE + more + "\r\n", answer);
    }

    private static Stream<Case> cases() {
        String get = "GET /ws HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                upgrade("localhost:1234", "", "HTTP/1.1 101 "),
                upgrade("127.0.0.1", "", "HTTP/1.1 101 "),
                upgrade("[::1]:80", "", "HTTP/1.1 101 "),
                upgrade("Chat.Example:8443", "", "HTTP/1.1 101 "),
                upgrade("chat.example", "Origin: http://chat.example\r\n", "HTTP/1.1 101 "),
                upgrade("localhost:80", "Origin: https://chat.example\r\n", "HTTP/1.1 101 "),
                upgrade("evil.example", "", "HTTP/1.1 421 "),
                upgrade("evil.example", "Origin: http://evil.example\r\n", "HTTP/1.1 421 "),
                upgrade("chat.example.evil.example", "", "HTTP/1.1 421 "),
                upgrade("localhost", "Origin: http://evil.example\r\n", "HTTP/1.1 403 "),
                upgrade("localhost", "Origin: null\r\n", "HTTP/1.1 403 "),
                upgrade("localhost", "Origin: http://localhost:99\r\n", "HTTP/1.1 403 "),
                upgrade("localhost", "Origin: ftp://localhost\r\n", "HTTP/1.1 403 "),
                upgrade("localhost", "Origin: chrome-extension://localhost\r\n", "HTTP/1.1 403 "),
                upgrade("localhost", "Host: localhost\r\n", "HTTP/1.1 400 "),
                upgrade("localhost", "Content-Length: 5\r\n", "HTTP/1.1 413 "),
                upgrade("localhost", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 413 "),
                upgrade("localhost", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n", "HTTP/1.1 400 "),
                upgrade("localhost", "X: " + "y".repeat(8200) + "\r\n", "HTTP/1.1 431 "),
                upgrade("localhost", "X: y\r\n".repeat(64), "HTTP/1.1 431 "),
                new Case("GET /" + "w".repeat(4200) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 414 "),
                new Case("GET /ws HTTP/1.1\r\nHost : localhost\r\n\r\n", "HTTP/1.1 400 "),
                new Case("GET /ws HTTP/1.1\r\n" + UPGRADE + "\r\n", "HTTP/1.1 400 "),
                new Case("GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 404 "),
                new Case(get + "\r\n", "HTTP/1.1 426 "),
                new Case(get.replace("GET", "HEAD") + UPGRADE + "\r\n", "HTTP/1.1 426 "),
                new Case(get.replace("1.1", "1.0") + UPGRADE + "\r\n", "HTTP/1.1 426 "),
                new Case(get + UPGRADE.replace("13", "8") + "\r\n", "HTTP/1.1 426 "));
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersEveryRequest(Transport transport) throws IOException {
        try (ServerHarness harness =
                start(transport, Doors.of(Door.PLAIN, Door.WEBSOCKET).withWebSocket(SETTINGS))) {
            for (Case each : cases().toList()) {
                try (Peer peer = new Peer(harness.port())) {
                    peer.send(each.request.getBytes(StandardCharsets.US_ASCII));
                    String head = peer.receiveHead();
                    assertThat(head).as(each.request).startsWith(each.answer);
                    if (each.answer.contains("426")) {
                        assertThat(head).contains("\r\nUpgrade: websocket").contains("\r\nSec-WebSocket-Version: 13");
                    }
                }
            }
            await().until(() -> harness.server.statistics().sessions() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void refusesALongOriginEvenIfEveryOriginIsAllowed(Transport transport) throws IOException {
        WebSocketSettings any = new WebSocketSettings(
                "/ws", List.of(WebSocketSettings.ANY_ORIGIN), List.of(), Duration.ofSeconds(30), Messages.BINARY);
        String longest = "https://" + "a".repeat(512 - 8);
        try (ServerHarness harness = start(transport, Doors.of(Door.WEBSOCKET).withWebSocket(any));
                Peer let = new Peer(harness.port());
                Peer refused = new Peer(harness.port())) {
            let.send(upgrade("localhost", "Origin: " + longest + "\r\n", "")
                    .request
                    .getBytes(StandardCharsets.US_ASCII));
            refused.send(upgrade("localhost", "Origin: " + longest + "a\r\n", "")
                    .request
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(let.receiveHead()).startsWith("HTTP/1.1 101 ");
            assertThat(refused.receiveHead()).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void namesTheSettingAndEndsInOrder(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, Doors.of(Door.WEBSOCKET).withWebSocket(SETTINGS));
                Peer peer = new Peer(harness.port())) {
            peer.send(upgrade("evil.example", "", "").request.getBytes(StandardCharsets.US_ASCII));
            peer.receiveHead();
            String text = new String(peer.receiveAll(), StandardCharsets.UTF_8);

            assertThat(text).contains("websocket.hosts").endsWith("\n");
            await().untilAsserted(() ->
                    assertThat(harness.server.statistics().turnedAway()).containsEntry("http-421", 1L));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesTheAddressThatATrustedProxyHasAdded(Transport transport) throws IOException {
        Doors doors = Doors.of(Door.WEBSOCKET)
                .withProxy(new ProxySettings(
                        List.of(CidrBlock.parse("127.0.0.1"), CidrBlock.parse("10.0.0.0/8")),
                        ProxySettings.Header.X_FORWARDED_FOR));
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .doors(doors)
                .maxSessionsPerAddress(1)
                .build();
        String forwarded = "X-Forwarded-For: 1.1.1.1, 192.0.2.7\r\nX-Forwarded-For: 10.1.2.3\r\n";
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer first = new Peer(harness.port());
                Peer second = new Peer(harness.port())) {
            byte[] request = upgrade("localhost", forwarded, "").request.getBytes(StandardCharsets.US_ASCII);
            first.send(request);
            assertThat(first.receiveHead()).startsWith("HTTP/1.1 101 ");
            await().until(() -> listener.sessions.size() == 1);
            assertThat(listener.session().remoteAddress()).isEqualTo(new InetSocketAddress("192.0.2.7", 0));

            second.send(request);
            assertThat(second.receiveHead()).startsWith("HTTP/1.1 429 ");
        }
    }

    private static final Doors BEHIND_HTTP = Doors.of(Door.PLAIN, Door.WEBSOCKET)
            .withProxy(new ProxySettings(
                    List.of(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("10.0.0.0/8")),
                    ProxySettings.Header.X_FORWARDED_FOR));

    private ServerHarness startOfOneSessionEach(Transport transport) {
        return new ServerHarness(
                CONFIG.toBuilder()
                        .transport(transport)
                        .doors(BEHIND_HTTP)
                        .maxSessionsPerAddress(1)
                        .build(),
                listener);
    }

    private static byte[] upgradeOf(String more) {
        return upgrade("localhost", more, "").request.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void countsWhoComesByItselfFromWhereTheProxiesAre(Transport transport) throws IOException {
        try (ServerHarness harness = startOfOneSessionEach(transport)) {
            try (Peer web = new Peer(harness.port());
                    Peer second = new Peer(harness.port());
                    Peer plain = new Peer(harness.port());
                    Peer elsewhere = Peer.from("127.0.0.2", harness.port())) {
                web.send(upgradeOf(""));
                assertThat(web.receiveHead()).startsWith("HTTP/1.1 101 ");
                await().until(() -> listener.sessions.size() == 1);
                assertThat(listener.session().remoteAddress()).isEqualTo(web.address());
                assertThat(listener.session().entrance().proxy()).isNull();

                second.send(upgradeOf("X-Forwarded-For: unknown\r\n"));
                assertThat(second.receiveHead()).startsWith("HTTP/1.1 429 ");
                plain.send(Frames.frame(1));
                plain.expectEnd();
                elsewhere.send(Frames.frame(2));
                assertThat(elsewhere.receive()).isEqualTo(Frames.frame(2));
            }
            await().until(() -> harness.server.statistics().sessions() == 0);
            try (Peer later = new Peer(harness.port())) {
                later.send(Frames.frame(3));
                assertThat(later.receive()).isEqualTo(Frames.frame(3));
            }
        }
    }

    /** Its own network is trusted, so that no address of the list is anybody else's. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void countsAClientOfTheProxysNetworkForItself(Transport transport) throws IOException {
        try (ServerHarness harness = startOfOneSessionEach(transport);
                Peer first = new Peer(harness.port());
                Peer other = new Peer(harness.port());
                Peer again = new Peer(harness.port())) {
            first.send(upgradeOf("X-Forwarded-For: 10.1.2.3, 10.0.0.1\r\n"));
            assertThat(first.receiveHead()).startsWith("HTTP/1.1 101 ");
            await().until(() -> listener.sessions.size() == 1);
            assertThat(listener.session().remoteAddress()).isEqualTo(new InetSocketAddress("10.1.2.3", 0));

            other.send(upgradeOf("X-Forwarded-For: 10.1.2.4, 10.0.0.1\r\n"));
            assertThat(other.receiveHead()).startsWith("HTTP/1.1 101 ");
            again.send(upgradeOf("X-Forwarded-For: 10.1.2.3\r\n"));
            assertThat(again.receiveHead()).startsWith("HTTP/1.1 429 ");
        }
    }

    /** The client of the JDK masks, fragments and closes in its own way. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void talksToTheClientOfTheJdk(Transport transport) throws Exception {
        try (ServerHarness harness = start(transport, Doors.of(Door.WEBSOCKET))) {
            byte[] packet = Frames.frame(5, new byte[2000]);
            JdkClient client = new JdkClient();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + harness.port() + "/ws"), client)
                    .get(10, TimeUnit.SECONDS);

            socket.sendBinary(ByteBuffer.wrap(packet, 0, 700), false).get(10, TimeUnit.SECONDS);
            socket.sendBinary(ByteBuffer.wrap(packet, 700, packet.length - 700), true)
                    .get(10, TimeUnit.SECONDS);
            assertThat(client.message.get(10, TimeUnit.SECONDS)).isEqualTo(packet);

            socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).get(10, TimeUnit.SECONDS);
            assertThat(client.pong.get(10, TimeUnit.SECONDS)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));

            listener.session().close();
            assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo("1000 closed-by-server");
        }
    }

    private static final class JdkClient implements WebSocket.Listener {
        final CompletableFuture<byte[]> message = new CompletableFuture<>();
        final CompletableFuture<ByteBuffer> pong = new CompletableFuture<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private byte[] begun = {};

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            begun = Frames.join(begun, part);
            if (last) {
                message.complete(begun);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            ByteBuffer copy = ByteBuffer.allocate(data.remaining());
            pong.complete(copy.put(data).flip());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.Mode;
import io.onesend.network.Transport;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a port does not let in, and how it says so: every row is tried on each transport. TLS itself has tests of its own. */
class WebAnswersIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Doors WEB = Doors.of(Door.PLAIN, Door.WEBSOCKET)
            .withWebSocket(new WebSocketSettings(
                    "/ws", List.of(), List.of("chat.example"), Duration.ofSeconds(30), Messages.BINARY))
            .withPages(new WebPages(
                    Map.of("/", WebPage.of("text/plain", "hello".getBytes(StandardCharsets.US_ASCII))), Map.of()));

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    private static final String UPGRADE = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @TempDir
    private Path directory;

    private final RecordingListener listener = RecordingListener.echo();

    /**
     * A request that is refused.
     *
     * @param what is wrong with it
     * @param says parts of the answer's head and text
     */
    private record Row(String what, String request, int status, List<String> says) {

        Row(String what, String request, int status, String... says) {
            this(what, request, status, List.of(says));
        }

        @Override
        public String toString() {
            return what + ": " + status;
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("a long path", UPGRADE.replace("/ws", "/" + "w".repeat(4200)) + "\r\n", 414),
            new Row("a long header", GET + "X: " + "y".repeat(8200) + "\r\n\r\n", 431),
            new Row("many headers", GET + "X: y\r\n".repeat(64) + "\r\n", 431),
            new Row("a space before a colon", GET.replace("Host:", "Host :") + "\r\n", 400),
            new Row("no Host", "GET / HTTP/1.1\r\n\r\n", 400),
            new Row("a short key", UPGRADE.replace("dGhlIHNhbXBsZSBub25jZQ==", "short") + "\r\n", 400),
            new Row("a body", GET + "Content-Length: 5\r\n\r\nhello", 413),
            new Row("a body in chunks", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
            new Row(
                    "no upgrade",
                    UPGRADE.replace("Upgrade: websocket\r\n", "") + "\r\n",
                    426,
                    "Upgrade: websocket",
                    "Version: 13"),
            new Row(
                    "another version",
                    UPGRADE.replace("Version: 13", "Version: 8") + "\r\n",
                    426,
                    "Sec-WebSocket-Version: 13"),
            new Row("an upgrade at another path", UPGRADE.replace("/ws", "/other") + "\r\n", 404),
            new Row(
                    "an upgrade of another host",
                    UPGRADE.replace("localhost", "evil.example") + "\r\n",
                    421,
                    "websocket.hosts"),
            new Row(
                    "a page of another host",
                    GET.replace("localhost", "evil.example") + "\r\n",
                    421,
                    "websocket.hosts"),
            new Row("another origin", UPGRADE + "Origin: https://evil.example\r\n\r\n", 403, "websocket.origins"));

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    private static void send(Peer peer, String request) throws IOException {
        peer.send(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The last answer of a connection: the peer is told that, can read all of it, and the connection ends in order. */
    private static String expectLast(Peer peer, int status) throws IOException {
        String head = peer.receiveHead();
        assertThat(head).startsWith("HTTP/1.1 " + status + " ").contains("\r\nConnection: close");
        String text = new String(peer.receiveAll(), StandardCharsets.UTF_8);
        assertThat(head).contains("\r\nContent-Length: " + text.length());
        return head + text;
    }

    private static void expectCounted(ServerHarness harness, String reason) {
        await().until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of(reason, 1L));
    }

    private static Stream<Arguments> transportsAndRows() {
        return ServerHarness.transports().flatMap(transport -> ROWS.stream().map(row -> Arguments.of(transport, row)));
    }

    @ParameterizedTest
    @MethodSource("transportsAndRows")
    void aRequestIsRefused(Transport transport, Row row) throws IOException {
        try (ServerHarness harness = start(transport, WEB)) {
            try (Peer peer = new Peer(harness.port())) {
                send(peer, row.request());
                String answer = expectLast(peer, row.status());
                assertThat(row.says()).allSatisfy(part -> assertThat(answer).contains(part));
            }
            expectCounted(harness, "http-" + row.status());
            assertThat(harness.server.statistics().pages()).isEqualTo(Map.of(row.status(), 1L));
            assertThat(listener.sessions).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aLaterRequestOfAnotherMethodIsRefused(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, WEB);
                Peer peer = new Peer(harness.port())) {
            send(peer, GET + "\r\n");
            assertThat(peer.receiveHead()).startsWith("HTTP/1.1 200 ");
            assertThat(peer.receive(5)).asString(StandardCharsets.US_ASCII).isEqualTo("hello");

            send(peer, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(expectLast(peer, 405)).contains("\r\nAllow: GET, HEAD");
            expectCounted(harness, "http-405");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aFirstRequestOfAnotherMethodIsNoDoors(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, Doors.of(Door.WEBSOCKET));
                Peer peer = new Peer(harness.port())) {
            send(peer, "POST / HTTP/1.1\r\n\r\n");

            peer.expectEnd();
            expectCounted(harness, "door-closed");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void whoComesWhileTheServerStopsIsToldWhenToComeBack(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, WEB);
                Peer web = new Peer(harness.port());
                Peer page = new Peer(harness.port())) {
            await().until(() -> harness.server.statistics().arriving() == 2);
            harness.server.stopAccepting();
            harness.server.undrain();

            send(web, UPGRADE + "\r\n");
            send(page, GET + "\r\n");
            expectComeBackLater(web);
            expectComeBackLater(page);
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("http-503", 2L));
        }
    }

    private static void expectComeBackLater(Peer peer) throws IOException {
        Matcher seconds = Pattern.compile("\r\nRetry-After: (\\d+)\r\n").matcher(expectLast(peer, 503));
        assertThat(seconds.find()).isTrue();
        assertThat(Integer.parseInt(seconds.group(1))).isBetween(5, 30);
    }

    /** It still listens, lets plain frames in, and serves who is there. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void whoComesWhileTheServerDrainsIsToldWhenToComeBack(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, WEB);
                Peer session = new Peer(harness.port());
                Peer kept = new Peer(harness.port())) {
            session.send(Frames.frame(1));
            assertThat(session.receive(Frames.frame(1).length)).isEqualTo(Frames.frame(1));
            send(kept, GET + "\r\n");
            assertThat(kept.receiveHead()).startsWith("HTTP/1.1 200 ");
            kept.receive("hello".length());

            harness.server.drain();
            send(kept, GET + "\r\n");
            expectComeBackLater(kept);
            for (String request : List.of(UPGRADE, GET)) {
                try (Peer peer = new Peer(harness.port())) {
                    send(peer, request + "\r\n");
                    expectComeBackLater(peer);
                }
            }
            try (Peer plain = new Peer(harness.port())) {
                plain.send(Frames.frame(2));
                assertThat(plain.receive(Frames.frame(2).length)).isEqualTo(Frames.frame(2));
            }
            session.send(Frames.frame(3));
            assertThat(session.receive(Frames.frame(3).length)).isEqualTo(Frames.frame(3));
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("http-503", 3L));

            harness.server.undrain();
            try (Peer web = new Peer(harness.port())) {
                send(web, UPGRADE + "\r\n");
                assertThat(web.receiveHead()).startsWith("HTTP/1.1 101 ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void whoTakesTooLongIsHungUpOn(Transport transport) throws IOException {
        Doors impatient = WEB.withFirstBytes(Duration.ofMillis(100)).withHandshakeTimeout(Duration.ofMillis(100));
        try (ServerHarness harness = start(transport, impatient);
                Peer peer = new Peer(harness.port())) {
            peer.expectEnd();
            expectCounted(harness, "first-bytes");
        }
        try (ServerHarness harness = start(transport, WEB.withHandshakeTimeout(Duration.ofMillis(100)));
                Peer peer = new Peer(harness.port())) {
            send(peer, UPGRADE);
            peer.expectEnd();
            expectCounted(harness, "handshake-timeout");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void whoComesWithoutTlsIsSentToItWhereItIsRequired(Transport transport) throws IOException {
        TestCertificates certificates = new TestCertificates(directory);
        Doors encrypted = WEB.withTls(certificates.settings().with(Mode.REQUIRED));
        try (ServerHarness harness = start(transport, encrypted)) {
            try (Peer peer = new Peer(harness.port())) {
                send(
                        peer,
                        GET.replace("localhost", "localhost:" + harness.port()).replace("/ ", "/?a=b ") + "\r\n");
                assertThat(expectLast(peer, 308))
                        .contains("\r\nLocation: https://localhost:" + harness.port() + "/?a=b\r\n");
            }
            try (Peer peer = new Peer(harness.port())) {
                send(peer, UPGRADE + "\r\n");
                assertThat(expectLast(peer, 308)).contains("\r\nLocation: https://localhost/ws\r\n");
            }
            try (Peer peer = new Peer(harness.port())) {
                peer.send(Frames.frame(1));
                peer.expectEnd();
            }
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("http-308", 2L, "door-closed", 1L));
            try (SSLSocket socket =
                            TlsPeers.socket(certificates.client(), harness.port(), TlsPeers.TLS_1_3, "localhost");
                    Peer peer = new Peer(socket)) {
                send(peer, GET + "\r\n");
                assertThat(peer.receiveHead()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aNameOfTheCertificateIsOneOfTheServers(Transport transport) throws IOException {
        TestCertificates certificates = new TestCertificates(directory);
        TlsSettings.KeyPair files = certificates.write("cert", certificates.certificate("cert.example"));
        Doors encrypted = WEB.withTls(certificates.settings(files));
        try (ServerHarness harness = start(transport, encrypted);
                Peer known = new Peer(harness.port());
                Peer unknown = new Peer(harness.port())) {
            send(known, GET.replace("localhost", "Cert.Example:11021") + "\r\n");
            assertThat(known.receiveHead()).startsWith("HTTP/1.1 200 ");
            send(unknown, GET.replace("localhost", "other.example") + "\r\n");
            expectLast(unknown, 421);
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.ServerHarness.config;
import static io.onesend.network.netty.WebSocketFrames.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.Transport;
import io.onesend.network.WebPage;
import io.onesend.network.WebPages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of a port, on each transport: its peers speak HTTP by hand, or are the client of the JDK. */
class WebPagesIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final byte[] HTML = "<p>안녕 hello ".repeat(500).getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOISE = noise(300_000);

    private static final WebPages PAGES = new WebPages(
            Map.of(
                    "/",
                    WebPage.of("text/html; charset=utf-8", HTML),
                    "/noise.bin",
                    WebPage.of("application/octet-stream", NOISE),
                    "/large.bin",
                    WebPage.of("application/octet-stream", noise(8 << 20))),
            Map.of("Cache-Control", "no-cache"));

    private static final Doors DOORS = Doors.of(Door.PLAIN, Door.WEBSOCKET).withPages(PAGES);

    private static final String UPGRADE =
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)");

    private final RecordingListener listener = RecordingListener.echo();

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n";
    }

    private static void send(Peer peer, String... requests) throws IOException {
        peer.send(String.join("", requests).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] receiveBody(Peer peer, String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? peer.receive(Integer.parseInt(length.group(1))) : new byte[0];
    }

    private static String tagOf(String head) {
        Matcher tag = Pattern.compile("\r\nETag: (\"[^\"]+\")").matcher(head);
        assertThat(tag.find()).as(head).isTrue();
        return tag.group(1);
    }

    private static void expectPage(Peer peer, byte[] bytes) throws IOException {
        String head = peer.receiveHead();
        assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(receiveBody(peer, head)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void goToABrowserOverOneConnection(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            send(peer, get("/"));
            String head = peer.receiveHead();
            assertThat(head)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\nContent-Type: text/html; charset=utf-8")
                    .contains("\r\nCache-Control: no-cache")
                    .contains("\r\nX-Content-Type-Options: nosniff")
                    .contains("\r\nVary: Accept-Encoding")
                    .containsPattern("\r\nDate: \\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT")
                    .doesNotContain("Connection:", "Content-Encoding");
            assertThat(receiveBody(peer, head)).isEqualTo(HTML);

            send(peer, get("/noise.bin?v=1", "Accept-Encoding: gzip\r\n"));
            head = peer.receiveHead();
            assertThat(head).as("not compressible").doesNotContain("Content-Encoding");
            assertThat(receiveBody(peer, head)).isEqualTo(NOISE);

            send(peer, get("/none"));
            head = peer.receiveHead();
            assertThat(head).startsWith("HTTP/1.1 404 Not Found\r\n").contains("\r\nCache-Control: no-cache");
            receiveBody(peer, head);

            send(peer, get("/").replace("GET", "HEAD"), get("/"));
            assertThat(peer.receiveHead()).contains("\r\nContent-Length: " + HTML.length);
            expectPage(peer, HTML);

            assertThat(listener.sessions).isEmpty();
            assertThat(harness.server.statistics())
                    .returns(1, NetworkStatistics::arriving)
                    .returns(1, NetworkStatistics::sessions)
                    .returns(Map.of(200, 4L, 404, 1L), NetworkStatistics::pages)
                    .returns(Map.of(), NetworkStatistics::turnedAway);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void areCompressedForWhoTakesThat(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            for (String accepts : new String[] {"gzip", "br, GZIP;q=0.5", "deflate\r\nAccept-Encoding: gzip"}) {
                send(peer, get("/", "Accept-Encoding: " + accepts + "\r\n"));
                String head = peer.receiveHead();
                assertThat(head).as(accepts).contains("\r\nContent-Encoding: gzip");
                byte[] body = receiveBody(peer, head);
                assertThat(body.length).isLessThan(HTML.length / 10);
                assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
                        .isEqualTo(HTML);
            }
            for (String refuses : new String[] {"br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) {
                send(peer, get("/", "Accept-Encoding: " + refuses + "\r\n"));
                String head = peer.receiveHead();
                assertThat(head).as(refuses).doesNotContain("Content-Encoding");
                receiveBody(peer, head);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void areNotSentAgainToWhoHasThem(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            send(peer, get("/"));
            String head = peer.receiveHead();
            receiveBody(peer, head);
            String tag = tagOf(head);

            for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
                send(peer, get("/", "If-None-Match: " + known + "\r\n"));
                assertThat(peer.receiveHead())
                        .as(known)
                        .startsWith("HTTP/1.1 304 Not Modified\r\n")
                        .contains("\r\nETag: " + tag)
                        .doesNotContain("Content-Length");
            }
            send(peer, get("/", "If-None-Match: \"other\"\r\n"));
            expectPage(peer, HTML);
            // The compressed bytes are others.
            send(peer, get("/", "Accept-Encoding: gzip\r\n", "If-None-Match: " + tag + "\r\n"));
            head = peer.receiveHead();
            assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(tagOf(head)).isNotEqualTo(tag);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void goOutInTheOrderOfTheRequests(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            send(peer, get("/noise.bin"), get("/none"), get("/"), get("/noise.bin"), get("/", "Connection: close\r\n"));
            expectPage(peer, NOISE);
            String head = peer.receiveHead();
            assertThat(head).startsWith("HTTP/1.1 404 ");
            receiveBody(peer, head);
            expectPage(peer, HTML);
            expectPage(peer, NOISE);
            head = peer.receiveHead();
            assertThat(head).contains("\r\nConnection: close");
            assertThat(receiveBody(peer, head)).isEqualTo(HTML);
            peer.expectOrderlyEnd();
        }
    }

    /** A proxy keeps its connections, and sends on them whatever comes next. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void mayBeFollowedByAWebSocket(Transport transport) throws IOException {
        byte[] first = message(frame(1));
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            peer.send(join((get("/noise.bin") + UPGRADE).getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(first, 3)));
            expectPage(peer, NOISE);
            assertThat(peer.receiveHead()).startsWith("HTTP/1.1 101 ");
            peer.send(Arrays.copyOfRange(first, 3, first.length));

            assertThat(peer.receiveMessage()).endsWith(frame(1));
            assertThat(harness.server.statistics())
                    .returns(0, NetworkStatistics::arriving)
                    .returns(1, NetworkStatistics::sessions)
                    .returns(Map.of(200, 1L), NetworkStatistics::pages);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void areAnsweredAHundredTimes(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port())) {
            send(peer, get("/").repeat(WebPages.MOST_REQUESTS + 20));
            for (int i = 1; i <= WebPages.MOST_REQUESTS; i++) {
                String head = peer.receiveHead();
                assertThat(head.contains("Connection: close"))
                        .as("answer %s", i)
                        .isEqualTo(i == 100);
                receiveBody(peer, head);
            }
            peer.expectOrderlyEnd();
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void reachAClientThatHasEndedItsOutput(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, DOORS);
                Peer peer = new Peer(harness.port(), 4096)) {
            send(peer, get("/large.bin").replace("1.1", "1.0"));
            peer.endOutput();
            String head = peer.receiveHead();
            assertThat(receiveBody(peer, head)).hasSize(8 << 20);
            peer.expectOrderlyEnd();
            await().until(() -> harness.server.statistics().sessions() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void areCutOffIfNobodyReadsThem(Transport transport) throws IOException {
        Doors impatient = DOORS.withHandshakeTimeout(Duration.ofMillis(100));
        try (ServerHarness harness = start(transport, impatient);
                Peer slow = new Peer(harness.port(), 4096)) {
            send(slow, get("/large.bin").repeat(3));
            await().until(() -> !harness.server.statistics().turnedAway().isEmpty());

            assertThat(harness.server.statistics())
                    .returns(Map.of("write-stalled", 1L), NetworkStatistics::turnedAway)
                    .returns(Map.of(200, 1L), NetworkStatistics::pages);
        }
    }

    @Test
    void goToTheClientOfTheJdk() throws Exception {
        try (ServerHarness harness =
                new ServerHarness(CONFIG.toBuilder().doors(DOORS).build(), listener)) {
            HttpClient client = HttpClient.newHttpClient();
            URI uri = URI.create("http://localhost:" + harness.port() + "/noise.bin");
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> response =
                        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(NOISE);
            }
        }
    }
}

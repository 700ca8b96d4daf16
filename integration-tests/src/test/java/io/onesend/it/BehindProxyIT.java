package io.onesend.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.ProxyProgram;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SelfSignedCertificate;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.WebSocketClient;
import io.onesend.it.harness.Wire;
import io.onesend.network.testing.Readme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations of the page for proxies, each in front of the jar; only the addresses are this machine's. */
class BehindProxyIT {

    private static final Pattern BLOCK = Pattern.compile("```(yaml|haproxy|nginx)\n(.*?)```", Pattern.DOTALL);

    private static final String ONE_SESSION = "network.max-sessions-per-address=1";

    private static final byte[] TOO_SHORT = {4, 0, 1, 0, 0};

    @TempDir
    private Path folder;

    @Test
    void haproxyTellsTheAddressesOfPlainClients() throws IOException {
        try (ChatFixture chat = behindProxy(block("yaml", "network:\n  proxy:"), ONE_SESSION);
                ProxyProgram proxy = ProxyProgram.haproxy(folder, block("haproxy", "listen chat"), chat.server())) {
            plainClientsHaveTheirOwnAddresses(chat, proxy.address());
        }
    }

    @Test
    void haproxyPassesOnAWebSocket() throws IOException {
        try (ChatFixture chat = behindProxy(block("yaml", "network:\n  proxy:"));
                ProxyProgram proxy = ProxyProgram.haproxy(folder, block("haproxy", "listen chat"), chat.server());
                WebSocketClient web = WebSocketClient.connect(proxy.address())) {
            web.member(chat.account(), chat.password(), chat.room());
        }
    }

    @Test
    void nginxTellsTheAddressesOfPlainClients() throws IOException {
        try (ChatFixture chat = behindProxy(block("yaml", "network:\n  proxy:"), ONE_SESSION);
                ProxyProgram proxy = ProxyProgram.nginx(folder, block("nginx", "stream {"), chat.server())) {
            plainClientsHaveTheirOwnAddresses(chat, proxy.address());
        }
    }

    @Test
    void nginxThatEndsTlsTellsTheAddressesOfBrowsers() throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder, "chat.example");
        try (ChatFixture chat = behindProxy(block("yaml", "network:\n  websocket:"));
                ProxyProgram proxy = ProxyProgram.nginx(folder, block("nginx", "http {"), chat.server())) {
            HttpClient http =
                    HttpClient.newBuilder().sslContext(certificate.trusting()).build();
            URI uri = URI.create("wss://localhost:" + proxy.address().getPort() + "/ws");
            try (WebSocketClient web = WebSocketClient.connect(http, uri)) {
                web.member(chat.account(), chat.password(), chat.room());
                web.send(TOO_SHORT);
                assertThat(web.awaitCloseCode()).isEqualTo(1007);
            }
            awaitEndOf(chat.server(), "127.0.0.1:0");
            assertThat(get(
                            http,
                            URI.create("https://localhost:" + proxy.address().getPort() + "/")))
                    .contains("<html");
            assertThat(answerToPageOf("chat.example", certificate, proxy)).startsWith("HTTP/1.1 101 ");
            assertThat(answerToPageOf("other.example", certificate, proxy)).startsWith("HTTP/1.1 421 ");
        }
    }

    /** One session for each address, and the proxy's own does not count. */
    private static void plainClientsHaveTheirOwnAddresses(ChatFixture chat, InetSocketAddress proxy) {
        try (RawClient first = RawClient.connectFrom("127.0.0.2", proxy);
                RawClient other = RawClient.connectFrom("127.0.0.3", proxy)) {
            first.login(chat.account(), chat.password());
            other.login(chat.account(), chat.password());
            // Not before: a proxy may pass connections on in another order than they came.
            try (RawClient again = RawClient.connectFrom("127.0.0.2", proxy)) {
                List<Packet> refusal = again.send(Wire.ping(1)).rest();
                assertThat(refusal).noneMatch(packet -> packet.id() == Wire.PONG);
            }

            other.send(TOO_SHORT).expectClosed();
            awaitEndOf(chat.server(), "127.0.0.3:[1-9][0-9]*");
            first.assertQuiet();
        }
    }

    private static void awaitEndOf(ServerProcess server, String address) {
        server.awaitLog("session \\d+ of /" + address + " ended: ", Duration.ofSeconds(10));
    }

    private static String get(HttpClient http, URI uri) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    /** The first line of the answer to a browser that shows a page of this host. */
    private static String answerToPageOf(String host, SelfSignedCertificate certificate, ProxyProgram proxy)
            throws IOException {
        try (SSLSocket socket = (SSLSocket) certificate
                .trusting()
                .getSocketFactory()
                .createSocket(proxy.address().getAddress(), proxy.address().getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    /** A server of the course's form with this configuration, and these settings on top. */
    private ChatFixture behindProxy(String yaml, String... settings) throws IOException {
        Path file = Files.createDirectories(folder.resolve("config")).resolve("server.yaml");
        Files.writeString(file, yaml.replace("10.0.0.5", ProxyProgram.ADDRESS));
        return ChatFixture.start(
                ServerProcess.launchPlaintext(TestRedis.shared()).in(folder).set(settings));
    }

    /** The only block of the page in this language that begins so. */
    private static String block(String language, String beginning) throws IOException {
        List<String> blocks = BLOCK.matcher(Readme.of("host-console").text())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .filter(block -> block.startsWith(beginning))
                .toList();
        assertThat(blocks)
                .as("blocks of the page that begin with '%s'", beginning)
                .hasSize(1);
        return blocks.get(0);
    }
}

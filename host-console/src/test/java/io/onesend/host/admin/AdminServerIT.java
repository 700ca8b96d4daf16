package io.onesend.host.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.admin.AdminRequests.Answered;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.api.Api;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.log.LogCapture;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.tokens.AdminTokens;
import io.onesend.network.BindFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerIT {

    /** Several times what the server itself gives a request. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();
    private final AdminRequests requests = new AdminRequests();
    private AdminServer server;

    @BeforeEach
    void start() {
        Access access = new Access(AdminTokens.NONE, List.of(), System::nanoTime);
        Map<String, AdminPage> pages = Map.of(
                "/good", query -> Answer.text(200, "fine"),
                "/busy", query -> Answer.text(503, "draining"),
                "/broken",
                        query -> {
                            throw new IllegalStateException("as the test wants it");
                        },
                "/echo", query -> Answer.text(200, query.value("user").orElse("nobody")));
        server = AdminServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                Optional.empty(),
                new AdminSite(pages, access, new Api(access, () -> new OpsTable(List.of()))),
                requests);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(DEADLINE)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void answersItsPagesWithTheirStatus() throws Exception {
        assertThat(ask("GET", "/good"))
                .satisfies(good -> assertThat(good.statusCode()).isEqualTo(200))
                .satisfies(good -> assertThat(good.body()).isEqualTo("fine\n"));
        assertThat(ask("GET", "/busy"))
                .satisfies(busy -> assertThat(busy.statusCode()).isEqualTo(503))
                .satisfies(busy -> assertThat(busy.body()).isEqualTo("draining\n"));
    }

    @Test
    void handsAPageWhatStandsBehindTheQuestionMark() throws Exception {
        assertThat(ask("GET", "/echo?user=%EC%95%A8%20%26").body()).isEqualTo("앨 &\n");
        assertThat(ask("GET", "/echo").body()).isEqualTo("nobody\n");
    }

    @Test
    void protectsTheBrowserWithEachAnswer() throws Exception {
        for (String path : List.of("/good", "/", "/main.js", "/broken", "/api/v1/nothing")) {
            HttpHeaders headers = ask("GET", path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
            // The page's own files have an ETag, and tell nothing of the server.
            boolean isFile = headers.firstValue("ETag").isPresent();
            assertThat(headers.firstValue("Cache-Control")).hasValue(isFile ? "no-cache" : "no-store");
        }
    }

    @Test
    void servesThePageForOperatorsCompressedAndOnce() throws Exception {
        HttpResponse<String> plain = ask("GET", "/");
        String tag = plain.headers().firstValue("ETag").orElseThrow();

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).startsWith("<!doctype html>");
        HttpResponse<String> compressed = ask("/main.js", "Accept-Encoding", "br, gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(ask("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(ask("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(ask("POST", "/").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> ask(String path, String header, String value)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(DEADLINE)
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void refusesALongBodyBeforeItAsksWhoSentIt() throws Exception {
        HttpResponse<String> most = send("/api/v1/login", "x".repeat(16 << 10));
        HttpResponse<String> more = send("/api/v1/login", "x".repeat((16 << 10) + 1));

        assertThat(most.statusCode()).isEqualTo(415);
        assertThat(more.statusCode()).isEqualTo(413);
        assertThat(more.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(requests.read())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(new Answered("/api/v1/login", 415), 1L, new Answered("/api/v1/login", 413), 1L));
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(DEADLINE)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> head = ask("HEAD", "/good");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/good/more").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/good").statusCode()).isEqualTo(405);
        assertThat(ask("DELETE", "/good").headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(requests.read())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(new Answered("other", 404), 2L, new Answered("/good", 405), 2L));
    }

    @Test
    void answers500AndLivesOnWhenAPageFails() throws Exception {
        assertThat(ask("GET", "/broken").statusCode()).isEqualTo(500);
        assertThat(ask("GET", "/good").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageThatFailsOnEachRequestLogsALineASecondAndSaysHowManyItDidNot() throws Exception {
        try (LogCapture log = LogCapture.of(AdminSite.class)) {
            long start = System.nanoTime();
            for (int request = 0; request < 100; request++) {
                assertThat(ask("GET", "/broken").statusCode()).isEqualTo(500);
            }
            long secondsBegun = (System.nanoTime() - start) / 1_000_000_000 + 2;
            assertThat(log.messages().stream().filter("ERROR the admin page /broken failed"::equals))
                    .hasSizeBetween(1, (int) secondsBegun);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(log.messages())
                            .anyMatch(line -> line.matches("ERROR not logged: \\d+ more of: the admin page .*")));
        }
    }

    @Test
    void hangsUpOnClientsThatDoNotFinishTheirRequest() throws Exception {
        try (Socket first = silentClient();
                Socket second = silentClient()) {
            // Both threads are taken until the time for a request is over.
            assertThat(ask("GET", "/good").statusCode()).isEqualTo(200);
            first.setSoTimeout((int) DEADLINE.toMillis());
            second.setSoTimeout((int) DEADLINE.toMillis());
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        assertThatThrownBy(() -> AdminServer.start(
                        server.address(), Optional.empty(), request -> Answer.text(200, "fine"), requests))
                .isInstanceOf(BindFailedException.class)
                .hasMessageContaining("127.0.0.1:" + server.address().getPort());
    }

    @Test
    void leavesNoThreadWhenItIsClosed() {
        server.close();

        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("admin-") || name.startsWith("HTTP-Dispatcher")));
    }

    private Socket silentClient() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.address().getPort());
        socket.getOutputStream().write('G');
        return socket;
    }
}

package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The page to chat from, as the chat's port serves it. */
class ChatPageFilesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + chat.server().port() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void thePageAndWhatItLinksToAreThere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(LINKED.matcher(page.body()).results().map(found -> found.group(1)))
                .contains("main.js", "style.css")
                .allSatisfy(file ->
                        assertThat(get("/" + file).statusCode()).as(file).isEqualTo(200));
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = get("/main.js", "Accept-Encoding", "gzip");
        HttpResponse<String> again = get("/main.js", "Accept-Encoding", "gzip", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "Content-Encoding")).isEqualTo("gzip");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void thePageIsToldWhatTheServerIsLike() throws Exception {
        HttpResponse<String> config = get("/config.json");

        assertThat(new JsonMapper().readValue(config.body(), Object.class))
                .isEqualTo(Map.of(
                        "websocket",
                        "/ws",
                        "login",
                        "plaintext",
                        "rooms",
                        Map.of("first", 0, "count", 100),
                        "maxMessageBytes",
                        256,
                        "maxUserIdBytes",
                        32));
    }

    @Test
    void theLogSaysWhereThePageIs() {
        ServerProcess server = chat.server();
        assertThat(server.awaitLog("page on (.*)", Duration.ofSeconds(20)).group(1))
                .isEqualTo("http://127.0.0.1:" + server.port());
    }

    @Test
    void withoutAWebSocketThereIsNoPage() throws IOException {
        try (ChatFixture plain = ChatFixture.start("network.doors=plain");
                CourseClient client = new CourseClient(plain.server().address())) {
            client.echo();
            assertThat(plain.server().log()).noneMatch(line -> line.contains("page on "));
        }
    }
}

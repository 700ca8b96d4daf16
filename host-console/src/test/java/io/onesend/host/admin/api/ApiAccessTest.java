package io.onesend.host.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.admin.AdminSite;
import io.onesend.host.admin.access.Access;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.log.LogCapture;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.tokens.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets in, as a browser and a program see it, without a network. */
class ApiAccessTest {

    private static final String OPERATE = "operate-0123456789";
    private static final String READ = "read-0123456789abc";

    private long now;
    private final Access access = new Access(
            TestTokens.of(TestTokens.of("kim", true, OPERATE), TestTokens.of("prometheus", false, READ)),
            List.of("chat.example"),
            () -> now);
    private final AdminSite site = new AdminSite(
            Map.of("/livez", query -> Answer.text(200, "live"), "/metrics", query -> Answer.text(200, "numbers")),
            access,
            new Api(access, () -> new OpsTable(List.of())));

    private Answer answer(TestRequest request) {
        return site.answer(request.build());
    }

    private static TestRequest login(String token) {
        return TestRequest.post("/api/v1/login").json("{\"token\": \"" + token + "\"}");
    }

    private static JsonNode json(Answer answer) {
        return new JsonMapper().readTree(answer.text());
    }

    private static String cookieOf(Answer login) {
        return login.headers().get("Set-Cookie").replaceFirst(";.*", "");
    }

    @Test
    void probesNeedNoTokenAndOthersNeedOneFromElsewhere() {
        TestRequest metrics = TestRequest.get("/metrics");

        assertThat(answer(TestRequest.get("/livez").from("192.0.2.1")).status()).isEqualTo(200);
        assertThat(answer(metrics).status()).isEqualTo(200);
        assertThat(answer(metrics.from("192.0.2.1")).status()).isEqualTo(401);
        assertThat(answer(metrics.from("192.0.2.1").bearer(READ)).status()).isEqualTo(200);
    }

    @Test
    void everythingNeedsANameOfThisServer() {
        for (String path : List.of("/livez", "/metrics", "/api/v1/login", "/nothing")) {
            for (String host : List.of("127.0.0.1.evil.example", "evil.example:11022", "")) {
                Answer refused =
                        answer(TestRequest.get(path).header("Host", host).bearer(OPERATE));
                assertThat(refused.status()).as(path + " of " + host).isEqualTo(421);
            }
            assertThat(answer(TestRequest.get(path).header("Host", "chat.example"))
                            .status())
                    .isNotEqualTo(421);
        }
    }

    @Test
    void aLoginGivesABrowserACookieThatOnlyTheServerReads() {
        Answer login = answer(login(OPERATE));

        assertThat(login.status()).isEqualTo(200);
        assertThat(login.headers().get("Set-Cookie"))
                .matches("onesend=[A-Za-z0-9_-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict");
        assertThat(json(login).path("name").asString()).isEqualTo("kim");
        assertThat(json(login).path("role").asString()).isEqualTo("operate");
        assertThat(json(login).path("csrf").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(login.text()).doesNotContain(OPERATE);
        assertThat(json(answer(TestRequest.get("/api/v1/login").header("Cookie", cookieOf(login)))))
                .isEqualTo(json(login));
    }

    @Test
    void aCookieByTlsIsForTlsAlone() {
        Answer login = answer(login(READ).encrypted());

        assertThat(login.headers().get("Set-Cookie"))
                .startsWith("__Host-onesend=")
                .endsWith("; Secure");
        assertThat(json(login).path("role").asString()).isEqualTo("read");
        TestRequest plain = TestRequest.get("/api/v1/login").header("Cookie", cookieOf(login));
        assertThat(answer(plain).status()).isEqualTo(401);
        assertThat(answer(plain.encrypted()).status()).isEqualTo(200);
    }

    @Test
    void aLoginIsAskedForAsAChangeIs() {
        assertThat(answer(TestRequest.post("/api/v1/login")).status()).isEqualTo(415);
        assertThat(answer(login(OPERATE).header("Content-Type", "text/plain")).status())
                .isEqualTo(415);
        assertThat(answer(login(OPERATE).header("Origin", "http://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(answer(login(OPERATE).header("Origin", "null")).status()).isEqualTo(403);
        assertThat(answer(login(OPERATE).header("Origin", "http://127.0.0.1:11022"))
                        .status())
                .isEqualTo(200);
        assertThat(answer(TestRequest.post("/api/v1/login").json("{}")).status())
                .isEqualTo(400);
        assertThat(answer(TestRequest.post("/api/v1/login").json("[1]")).status())
                .isEqualTo(400);
        assertThat(answer(TestRequest.post("/api/v1/login").json("{")).status()).isEqualTo(400);
        assertThat(answer(new TestRequest("PATCH", "/api/v1/login")).headers())
                .containsEntry("Allow", "DELETE, GET, HEAD, POST");
    }

    @Test
    void aLogoutTakesMoreThanTheCookie() {
        Answer login = answer(login(OPERATE));
        TestRequest logout = new TestRequest("DELETE", "/api/v1/login").header("Cookie", cookieOf(login));
        String csrf = json(login).path("csrf").asString();

        assertThat(answer(logout).status()).isEqualTo(415);
        assertThat(answer(logout.json("{}")).status()).isEqualTo(403);
        assertThat(answer(logout.json("{}").header("X-Csrf-Token", csrf + "x")).status())
                .isEqualTo(403);
        assertThat(answer(logout.json("{}").header("X-Csrf-Token", csrf).header("Origin", "http://localhost:1"))
                        .status())
                .isEqualTo(403);
        Answer out = answer(logout.json("{}").header("X-Csrf-Token", csrf));
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.headers().get("Set-Cookie")).startsWith("onesend=; Path=/; Max-Age=0;");
        assertThat(answer(TestRequest.get("/api/v1/login").header("Cookie", cookieOf(login)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLoginEndsWithItsTokenAndWithItsTime() {
        TestRequest who = TestRequest.get("/api/v1/login").header("Cookie", cookieOf(answer(login(READ))));
        assertThat(answer(who).status()).isEqualTo(200);

        access.replace(TestTokens.of(TestTokens.of("kim", true, OPERATE)), List.of());
        assertThat(answer(who).status()).isEqualTo(401);
        access.replace(TestTokens.of(TestTokens.of("prometheus", false, READ)), List.of());
        assertThat(answer(who).status()).isEqualTo(200);
        now += Duration.ofMinutes(31).toNanos();
        assertThat(answer(who).status()).isEqualTo(401);
    }

    @Test
    void aThousandGuessesGetFiveTries() {
        try (LogCapture log = LogCapture.of(Access.class)) {
            int tried = 0;
            for (int i = 0; i < 1_000; i++) {
                Answer refused = i % 2 == 0
                        ? answer(login("guess-guess-guess-" + i).from("192.0.2.7"))
                        : answer(TestRequest.get("/api/v1/login2")
                                .bearer("guess-guess-guess-" + i)
                                .from("192.0.2.7"));
                assertThat(refused.status()).isIn(401, 429);
                tried += refused.status() == 401 ? 1 : 0;
            }
            assertThat(tried).isEqualTo(5);
            assertThat(log.messages().stream().filter("WARN admin: a wrong token from 192.0.2.7:4711"::equals))
                    .hasSize(5);
            assertThat(log.messages()).noneMatch(line -> line.contains("guess"));
        }
        // The right one is not tried either, or a guess would show itself.
        Answer late = answer(login(OPERATE).from("192.0.2.7"));
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.headers()).containsEntry("Retry-After", "61");
        assertThat(answer(login(OPERATE)).status()).isEqualTo(200);
        now += Duration.ofMinutes(1).toNanos();
        assertThat(answer(login(OPERATE).from("192.0.2.7")).status()).isEqualTo(200);
    }

    @Test
    void anExpiredCookieIsNoGuess() {
        TestRequest expired = TestRequest.get("/api/v1/login").header("Cookie", "onesend=" + "x".repeat(43));
        for (int i = 0; i < 20; i++) {
            assertThat(answer(expired).status()).isEqualTo(401);
        }
        assertThat(answer(login(OPERATE)).status()).isEqualTo(200);
    }

    @Test
    void refusalsAreProblemsThatProgramsRead() {
        Answer refused = answer(TestRequest.get("/api/v1/login"));

        assertThat(refused.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("WWW-Authenticate", "Bearer");
        assertThat(json(refused).path("status").asInt()).isEqualTo(401);
        assertThat(json(refused).path("title").asString()).isEqualTo("Unauthorized");
        assertThat(json(refused).path("detail").asString()).contains("Authorization: Bearer");
    }
}

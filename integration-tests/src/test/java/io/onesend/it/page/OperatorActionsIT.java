package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.AdminPage;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.WebSocketClient;
import io.onesend.it.harness.Wire;
import io.onesend.load.show.browser.Key;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator changes from the page, and what comes of it at the server and at its users. */
@ExtendWith(SharedBrowser.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorActionsIT {

    private static final String CHANGER = "lead-token-0123456789";
    private static final String READER = "look-token-0123456789";
    private static final String PASSWORD = "pw";

    /** RFC 6455, 7.4.1: what was done is against the policy. */
    private static final int POLICY = 1008;

    /** LOGIN_TOO_MANY_ATTEMPTS. */
    private static final int BANNED = 36;

    private static final int ROOM = 3;

    @TempDir
    private static Path folder;

    private static final String PREFIX = TestRedis.unique();

    private static ServerProcess.Launch launch;
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, "lead operate " + CHANGER + "\nlook read " + READER + "\n");
        configure("1m", 100);
        launch = ServerProcess.launchPlaintext(TestRedis.shared())
                .in(folder)
                .without("drain.grace")
                .set(
                        "redis.key-prefix=" + PREFIX + ":",
                        "admin.token-file=" + tokens,
                        "admin.port=" + FreePort.choose());
        server = launch.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void configure(String grace, int burst) throws IOException {
        configure("drain:\n  grace: %s\n  limit: 2m\nchat:\n  rate:\n    burst: %d\n".formatted(grace, burst));
    }

    private static void configure(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/server.yaml"), yaml);
    }

    @BeforeEach
    void restoreConfiguration() throws IOException {
        configure("1m", 100);
    }

    private static AdminPage logIn() {
        return AdminPage.open(server.admin().address()).logIn(CHANGER);
    }

    /** The id of an account, which no other run has. */
    private static String account(String name) {
        String id = PREFIX + "-" + name;
        TestRedis.shared().plaintext(id, PASSWORD);
        return id;
    }

    private static RawClient user(String name) {
        return server.connect().loginOnceFree(account(name), PASSWORD);
    }

    @Test
    void nothingHappensBeforeItIsConfirmed() {
        Map<String, Map<String, String>> questions = Map.of(
                "overview", Map.of("notice", "read this text now", "drain", "closes those that there are"),
                "rooms", Map.of("notice", "read this text now"),
                "sessions", Map.of("kick", "The session is closed now", "ban", "until the ban ends"),
                "bans", Map.of("ban", "new ones are refused"),
                "settings",
                        Map.of(
                                "logLevel", "until the next start",
                                "logReset", "has the levels of the configuration",
                                "reloadDry", "Nothing changes",
                                "reload", "What can change in a running server changes now"));
        try (AdminPage page = logIn();
                RawClient user = user("quiet")) {
            user.enter(ROOM);
            questions.forEach((screen, actions) -> actions.forEach((action, words) -> {
                page.go(screen).view().waitFor("[data-action=" + action + "]");
                page.evaluate("document.querySelector('[data-action=" + action + "]').focus()");
                page.press(Key.ENTER).await("dialog[open]", words);
                page.press(Key.ESCAPE).awaitNoQuestion().awaitFocus("[data-action=" + action + "]");
                page.ask(action).leave().awaitFocus("[data-action=" + action + "]");
            }));
            assertThat(page.browser().changes()).allMatch(change -> change.endsWith("/api/v1/login"));
            user.assertQuiet();
        }
    }

    @Test
    void whoIsKickedIsGoneAndTheOthersStay() {
        String browser = account("browser");
        try (AdminPage page = logIn();
                RawClient other = user("other");
                RawClient plain = user("plain");
                WebSocketClient socket =
                        WebSocketClient.connect(server.address()).member(browser, PASSWORD, ROOM)) {
            page.go("users").ask("kick", browser).tell("reason", "too loud").confirm("User", browser);
            assertThat(socket.awaitCloseCode()).isEqualTo(POLICY);
            page.leave().awaitWithout("td", browser).awaitFocus("#screen-title");

            page.go("sessions").ask("kick", PREFIX + "-plain").confirm(PREFIX + "-plain");
            plain.expectClosed();
            other.assertQuiet();
            page.leave().await("td", PREFIX + "-other");
        }
        assertThat(server.log()).anyMatch(line -> line.contains("audit: lead") && line.contains("too loud"));
    }

    @Test
    void aBanKeepsAUserOutUntilItIsLifted() {
        String banned = account("banned");
        try (AdminPage page = logIn();
                RawClient first = user("banned");
                RawClient again = server.connect()) {
            page.go("bans")
                    .ask("ban")
                    .tell("who", banned)
                    .tell("duration", "10m")
                    .tell("reason", "spam");
            page.confirm(banned, "spam", "Until").leave().await("td", banned, "spam", "lead");
            first.expectClosed();
            again.send(Wire.login(banned, PASSWORD)).expect(Wire.LOGIN_RESPONSE, BANNED);

            page.ask("unban", banned).confirm(banned).leave().awaitWithout("td", banned);
            again.loginOnceFree(banned, PASSWORD);
        }
    }

    @Test
    void aNoticeIsHeardFromTheStar() {
        try (AdminPage page = logIn();
                RawClient member = user("member");
                RawClient outside = user("outside")) {
            member.enter(ROOM);
            page.go("rooms")
                    .ask("notice", String.valueOf(ROOM))
                    .tell("text", "곧 다시 시작합니다")
                    .confirm("Receivers on this host1");
            assertThat(notice(member)).isEqualTo("곧 다시 시작합니다");
            outside.assertQuiet();
            page.leave()
                    .go("overview")
                    .ask("notice")
                    .tell("to", "all")
                    .tell("text", "back in an hour")
                    .confirm("all");
            assertThat(notice(outside)).isEqualTo("back in an hour");
        }
    }

    private static String notice(RawClient client) {
        Packet heard = client.next(Wire.ROOM_CHAT_NOTIFY);
        assertThat(heard.sender()).isEqualTo("*");
        return heard.message();
    }

    @Test
    void aDrainIsShownAndTakenBack() {
        try (AdminPage page = logIn();
                RawClient user = user("patient")) {
            page.ask("drain")
                    .tell("over", "30s")
                    .confirm("grace", "Sessions are closed in")
                    .leave();
            page.await(".facts", "draining").await(".notice", "The server is not ready", "draining");
            assertThat(server.admin().page("/readyz").status()).isEqualTo(503);

            page.ask("undrain").confirm("Draining", "no").leave().await(".facts", "ready");
            page.awaitWithout(".notice", "draining").view().waitFor("[data-action=drain]");
            assertThat(server.admin().page("/readyz").status()).isEqualTo(200);
            user.assertQuiet();
        }
    }

    @Test
    void aReloadIsTriedThenDoneAndABrokenFileChangesNothing() throws IOException {
        try (AdminPage page = logIn().go("settings")) {
            configure("1m", 77);
            page.ask("reloadDry")
                    .confirm("Only triedyes", "chat.rate.burst", "100", "77", "live")
                    .leave();
            assertThat(burst(page)).isEqualTo("100");
            page.ask("reload").confirm("chat.rate.burst", "77").leave();
            assertThat(burst(page)).isEqualTo("77");

            configure("drain:\n  grace: 1m\n  limit: 2m\nchat:\n  rate:\n    burst: many\n    bursts: 1\n");
            page.ask("reload").confirmInVain("This is not possible now.", "server.yaml", "burst", "many", "bursts");
            assertThat(burst(page.leave())).isEqualTo("77");
        }
    }

    private static String burst(AdminPage page) {
        return page.evaluate("fetch('api/v1/config?path=chat.rate.burst').then(answer => answer.json())")
                .path(0)
                .path("value")
                .asString();
    }

    @Test
    void theLevelsOfTheLogAreChangedAndReset() {
        try (AdminPage page = logIn().go("settings")) {
            page.ask("logLevel").choose("level", "debug").confirm("debug").leave();
            page.ask("logReset").confirm("info").leave();
            page.ask("logLevel")
                    .tell("logger", "a b")
                    .confirmInVain("The server has refused this", "has a space: 'a b'");
        }
    }

    @Test
    void aRefusalIsShownInWords() {
        try (AdminPage page = logIn().go("overview")) {
            page.ask("drain").confirm("grace").leave().ask("undrain");
            server.type("undrain");
            page.await(".facts", "ready")
                    .confirmInVain("This is not possible now.", "is not draining")
                    .leave();

            page.evaluate("window.asked = fetch; window.fetch = (address, how) => address.endsWith('/notice')"
                    + " ? Promise.resolve(new Response('no logic thread', {status: 503})) : asked(address, how)");
            page.ask("notice").tell("to", "all").tell("text", "kept");
            page.confirmInVain("The server cannot do this now.", "no logic thread");
            page.evaluate("window.fetch = asked");

            // Another page of the browser logs in with a token that may only look: the login is this page's too.
            page.evaluate("fetch('api/v1/login', {method: 'POST', headers: {'Content-Type': 'application/json'},"
                    + " body: JSON.stringify({token: '" + READER + "'})}).then(answer => answer.json())");
            page.confirmInVain("You are not allowed to do this.").leave();
            page.await(".operator", "may only look").view().waitFor(".plot canvas");
            assertThat(page.has("[data-action]")).isFalse();
        }
    }

    /** The last, because it ends the server. Another one begins at the same address, as after an update. */
    @Test
    @Order(Integer.MAX_VALUE)
    void afterARestartTheOperatorLogsInAndGoesOn() throws IOException {
        try (AdminPage page = logIn()) {
            configure("1s", 100);
            page.go("settings").ask("reload").confirm("drain.grace", "1s").leave();
            page.go("overview").ask("drain").confirm("Phase").leave();
            server.awaitEnd(0);
            page.await(".notice", "The server has not answered since");
            page.ask("notice").tell("to", "all").tell("text", "we are back");
            page.confirmInVain("The server has not answered.");

            server = launch.start();
            page.await("form", "Your login has ended").logIn(CHANGER);
            page.view().waitUntil("document.querySelector('#field-text')?.value === 'we are back'");
            try (RawClient user = user("returned")) {
                page.confirm("all");
                assertThat(notice(user)).isEqualTo("we are back");
            }
        }
    }
}

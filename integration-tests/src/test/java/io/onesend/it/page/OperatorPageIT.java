package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.PageLooks;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.TestRedis;
import io.onesend.load.show.browser.Key;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of the admin port, as an operator uses it. */
@ExtendWith(SharedBrowser.class)
class OperatorPageIT {

    @TempDir
    private static Path folder;

    private static ChatFixture chat;
    private static String token = "";

    @BeforeAll
    static void start() throws IOException {
        chat = ChatFixture.start(
                ServerProcess.launchPlaintext(TestRedis.shared()).in(folder));
        token = Files.readString(folder.resolve("data/admin.token")).strip().split(" ")[2];
    }

    @AfterAll
    static void stop() {
        if (chat != null) {
            chat.close();
        }
    }

    private static ChatPage open() {
        InetSocketAddress admin = chat.server().admin().address();
        ChatPage page = ChatPage.inEnglish();
        page.page().load("http://127.0.0.1:" + admin.getPort() + "/");
        page.waitFor("#token, .screens");
        // Tests share the browser, and with it the language that was chosen and the cookie of a login.
        page.read("en");
        if (page.evaluate("document.querySelector('#token') === null").asBoolean()) {
            logOut(page);
        }
        return page;
    }

    private static ChatPage logIn(ChatPage page) {
        return page.write("#token", token).press(Key.ENTER).waitFor(".screens");
    }

    private static void logOut(ChatPage page) {
        page.evaluate("[...document.querySelectorAll('.bar button')].at(-1).click()");
        page.waitFor("#token");
    }

    private static void go(ChatPage page, String screen) {
        page.evaluate("location.hash = '#" + screen + "'");
        page.waitFor("[href=\"#" + screen + "\"][aria-current]");
    }

    @Test
    void anOperatorLogsInLooksAndLogsOut() {
        try (ChatPage page = open();
                RawClient user = chat.user()) {
            user.assertQuiet();
            page.write("#token", "wrong-0123456789").press(Key.ENTER).waitForText("[role=alert]", "The token is wrong");
            logIn(page);

            page.waitForText(".facts", "ready").waitForText(".operator", "may change");
            page.waitUntil("document.querySelectorAll('.plot canvas').length === 8");
            page.waitUntil("[...document.querySelectorAll('.chart b')].every(one => one.textContent !== '')");
            page.click("[data-chart=people] summary").waitFor("[data-chart=people] tbody tr");
            // It asks its own server alone, and nothing breaks the rules that its headers set.
            assertThat(page.page().requests()).allMatch(address -> address.startsWith("http://127.0.0.1:"));
            assertThat(page.page().complaints())
                    .allMatch(complaint -> complaint.contains("\"source\":\"network\"")
                            || complaint.contains("\"source\":\"recommendation\""));

            logOut(page);
        }
    }

    @Test
    void aLevelOfTheLogIsAskedForOnceAndChanged() {
        try (ChatPage page = logIn(open())) {
            go(page, "settings");
            page.waitForText("#part-log", "Log levels").waitFor("[data-action=logLevel]");
            page.click("[data-action=logLevel]").waitForText("dialog", "The log has this level until the next start.");
            page.evaluate("document.querySelector('#field-level').focus()");
            page.evaluate("document.querySelector('#field-level').value = 'debug';"
                    + "document.querySelector('#field-level').dispatchEvent(new Event('change'))");
            page.click("dialog .primary").waitForText("dialog [role=status]", "debug");
            page.evaluate("[...document.querySelectorAll('dialog button')].at(-1).click()");
            page.waitUntil("document.querySelector('dialog') === null");
            page.click("[data-action=logReset]").waitFor("dialog[open]").click("dialog .primary");
            page.waitForText("dialog [role=status]", "info");
        }
    }

    @Test
    void everyScreenIsForEverybody() {
        try (ChatPage page = open();
                RawClient user = chat.member(chat.room())) {
            user.assertQuiet();
            PageLooks looks = PageLooks.of(page);
            looks.assertForEverybody("log in");
            logIn(page).waitFor(".plot canvas");
            for (String screen : List.of("overview", "sessions", "rooms", "users", "slow", "bans", "settings")) {
                go(page, screen);
                looks.assertForEverybody(screen);
            }
            page.click("[data-action=logLevel]").waitFor("dialog[open]");
            looks.assertForEverybody("a question");
        }
    }
}

package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.AdminPage;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.PageLooks;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Resource;
import io.onesend.it.harness.Screenshots;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.SharedOperatorServer;
import java.awt.Dimension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page for operators looks to everybody, whatever others have written. */
@ExtendWith({SharedBrowser.class, SharedOperatorServer.class})
class OperatorPageLooksIT {

    private static final List<String> SCREENS =
            List.of("overview", "sessions", "rooms", "users", "slow", "bans", "settings");

    private static final Dimension SCREENSHOT = new Dimension(1_120, 700);

    private static final String MARKUP = "<img src=x onerror=\"caught=1\">";

    /** How the page shows a character that turns the text around it, and the end of a line. */
    private static final String SHOWN = "\\u202e\\u000a";

    /** In a room, and with a name that would be markup. */
    private static RawClient member() {
        ChatFixture chat = SharedOperatorServer.chat();
        String id = "<svg/onload=caught=1//";
        chat.redis().plaintext(id, chat.password());
        RawClient client = chat.login(id);
        client.enter(chat.room());
        return client;
    }

    @Test
    void everyScreenIsForEverybody() {
        try (AdminPage page = SharedOperatorServer.open();
                RawClient user = member()) {
            user.assertQuiet();
            PageLooks looks = PageLooks.of(page.view());
            looks.assertForEverybody("log in");
            page.logIn(SharedOperatorServer.token()).view().waitFor(".plot canvas");
            for (String screen : SCREENS) {
                page.go(screen).view().waitFor("main :is(td, dd, .hint:not(:empty))");
                looks.assertForEverybody(screen);
            }
            page.ask("logLevel");
            looks.assertForEverybody("a question");
        }
    }

    @Test
    void theSystemsColoursAreEnoughAndNothingHasToMove() {
        try (AdminPage page = SharedOperatorServer.open();
                RawClient user = member()) {
            page.browser().forceColours();
            page.browser().reduceMotion();
            PageLooks looks = PageLooks.of(page.view());
            looks.assertToldApart("log in");
            page.logIn(SharedOperatorServer.token());
            for (String screen : SCREENS) {
                page.go(screen).view().waitFor("main :is(td, dd, .hint:not(:empty))");
                looks.assertToldApart(screen);
                assertThat(page.evaluate("document.getAnimations().length").asInt())
                        .isZero();
            }
            // The screen in front is underlined, and the second line of a chart is dashed.
            assertThat(style(page, "[aria-current]", "borderBottomColor"))
                    .isNotEqualTo(style(page, ".screens a:not([aria-current])", "borderBottomColor"));
            page.go("overview");
            assertThat(page.evaluate("getComputedStyle(document.querySelector('.key-1'), '::before').borderTopStyle")
                            .asString())
                    .isEqualTo("dashed");
            page.ask("drain");
            looks.assertToldApart("a question");
            user.assertQuiet();
        }
    }

    private static String style(AdminPage page, String element, String property) {
        return page.evaluate("getComputedStyle(document.querySelector('%s')).%s".formatted(element, property))
                .asString();
    }

    /** Names, reasons and texts of users and operators, those that have no marks of this kind in reality too. */
    @Test
    void whatOthersHaveWrittenIsShownAndNeverRun() {
        try (AdminPage page = AdminPage.open(
                        SharedOperatorServer.chat().server().admin().address(),
                        Resource.text("/page/spoilt-answers.js"));
                RawClient user = member()) {
            page.browser().resize(360, 640);
            PageLooks looks =
                    PageLooks.of(page.logIn(SharedOperatorServer.token()).view());
            page.go("bans").ask("ban").tell("who", "kim").tell("reason", MARKUP).confirm(MARKUP, SHOWN);
            assertHarmless(page, looks, "an answer");
            page.leave();
            for (String screen : SCREENS) {
                page.go(screen).await("main", MARKUP, SHOWN);
                assertHarmless(page, looks, screen);
            }
            page.go("users").view().waitFor("td [data-action=kick]").click("td [data-action=kick]");
            page.confirmInVain(MARKUP, SHOWN);
            assertHarmless(page, looks, "a refusal");
            page.leave().go("bans").ask("unban").tell("who", "kim").confirm(MARKUP);
            assertThat(page.evaluate("window.violations === undefined").asBoolean())
                    .isTrue();
            user.assertQuiet();
        }
    }

    private static void assertHarmless(AdminPage page, PageLooks looks, String where) {
        assertThat(page.evaluate("window.caught === undefined").asBoolean())
                .as(where)
                .isTrue();
        assertThat(page.evaluate(
                                "document.querySelectorAll('main :is(img, svg, script), dialog :is(img, svg, script)').length")
                        .asInt())
                .as(where)
                .isZero();
        assertThat(page.evaluate(
                                "document.body.textContent.match(/[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066\\u2067]/) === null")
                        .asBoolean())
                .as(where)
                .isTrue();
        looks.assertFits(where);
    }

    @Test
    void theScreenshotOfTheReadmeIsOfThisPage() throws IOException {
        String numbers = Resource.text("/page/busy-evening.js");
        try (AdminPage page =
                AdminPage.open(SharedOperatorServer.chat().server().admin().address(), numbers)) {
            page.browser().resize(SCREENSHOT.width, SCREENSHOT.height);
            page.logIn(SharedOperatorServer.token()).await(".facts", "ready").await(".legend", "sessions");
            page.view().waitUntil("document.querySelectorAll('.plot canvas').length === 8");
            page.evaluate("document.activeElement.blur()");
            Screenshots.assertAsLargeAsKept(page.browser(), "admin-page.png", SCREENSHOT);
        }
    }
}

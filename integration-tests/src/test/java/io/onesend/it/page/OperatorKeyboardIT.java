package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.AdminPage;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.SharedOperatorServer;
import io.onesend.load.show.browser.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page for operators by the keyboard alone: every step begins where the focus is, which can be seen all the way. */
@ExtendWith({SharedBrowser.class, SharedOperatorServer.class})
class OperatorKeyboardIT {

    private static final int MOST_STEPS = 60;

    private static final String VISIBLE = """
        (() => {
          const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
          return document.activeElement.matches(':focus-visible') && outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
        })()\
        """;

    @Test
    void anOperatorKicksAUserWithoutAMouse() {
        ChatFixture chat = SharedOperatorServer.chat();
        String id = chat.account();
        try (AdminPage page = SharedOperatorServer.open();
                RawClient user = chat.login(id)) {
            page.awaitFocus("#token").browser().insert(SharedOperatorServer.token());
            page.press(Key.ENTER).awaitFocus("#screen-title");
            step(page, Key.SHIFT_TAB, "[href=\"#sessions\"]").press(Key.ENTER);
            page.view().waitFor("[href=\"#sessions\"][aria-current]").waitFor("td [data-action=kick]");

            step(page, Key.TAB, "[data-sort=bytes-in]").press(Key.ENTER);
            page.view().waitFor("[aria-sort=descending] [data-sort=bytes-in]");
            step(page.awaitFocus("[data-sort=bytes-in]"), Key.SHIFT_TAB, "[name=user]")
                    .browser()
                    .insert(id);
            page.press(Key.ENTER).view().waitUntil("document.querySelectorAll('tbody tr').length === 1");

            step(page, Key.TAB, "[data-action=kick]").press(Key.SPACE).awaitFocus("#field-who");
            step(page, Key.TAB, "dialog button:not(.primary)").press(Key.ENTER).awaitNoQuestion();
            page.awaitFocus("[data-action=kick]").press(Key.ENTER).awaitFocus("#field-who");
            page.press(Key.ESCAPE).awaitNoQuestion().awaitFocus("[data-action=kick]");
            user.assertQuiet();

            page.press(Key.ENTER).awaitFocus("#field-who");
            step(page, Key.TAB, "dialog .primary").press(Key.ENTER).await("dialog [role=status]", id);
            user.expectClosed();
            page.awaitFocus("dialog button").press(Key.ENTER).awaitNoQuestion().awaitFocus("#screen-title");
        }
    }

    /** Presses a key until the focus is there. */
    private static AdminPage step(AdminPage page, Key key, String element) {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            page.press(key);
            assertThat(page.evaluate(VISIBLE).asBoolean())
                    .as("the focus can be seen: %s", page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))
                    .isTrue();
            if (page.evaluate("document.activeElement.matches('%s')".formatted(element))
                    .asBoolean()) {
                return page;
            }
        }
        throw new AssertionError("the focus never comes to " + element);
    }

    @Test
    void theLanguageIsChosenAndTheFocusStays() {
        try (AdminPage page = SharedOperatorServer.open()) {
            page.awaitFocus("#token");
            step(page, Key.SHIFT_TAB, ".languages button").press(Key.ENTER);
            page.view().waitUntil("document.documentElement.lang === 'ko'");
            page.awaitFocus(".languages button").press(Key.ENTER);
            page.view().waitUntil("document.documentElement.lang === 'en'");
        }
    }
}

package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.CuttingProxy;
import io.onesend.it.harness.PageLooks;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Screenshots;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.Wire;
import java.awt.Dimension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page looks on a telephone and at a desk, by day and by night, in both languages, to everybody. */
@ExtendWith(SharedBrowser.class)
class ChatPageLooksIT {

    private static final Dimension SCREENSHOT = new Dimension(960, 600);

    private static final String LONG =
            "A long line that has to be broken, and a word that has to be: " + "x".repeat(120);

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
        List.of("alice", "민준", "Zoë").forEach(user -> chat.redis().plaintext(user, chat.password()));
    }

    @AfterAll
    static void stop() {
        if (chat != null) {
            chat.close();
        }
    }

    @Test
    void everyScreenIsForEverybody() {
        int room = chat.room();
        CuttingProxy proxy = new CuttingProxy(chat.server().address());
        try (ChatPage page = ChatPage.inEnglish();
                RawClient other = chat.member(room)) {
            PageLooks looks = PageLooks.of(page.load(proxy.address()));
            page.write("#user", "y".repeat(40));
            looks.assertForEverybody("sign in");
            page.signIn("alice", chat.password()).waitFor("#room");
            looks.assertForEverybody("choose a room");
            page.enter(room).say(LONG);
            other.next(Wire.ROOM_NEW_USER_NOTIFY);
            other.next(Wire.ROOM_CHAT_NOTIFY);
            other.chat("안녕하세요!");
            other.chat(LONG);
            page.waitUntil("document.querySelectorAll('.said').length === 3");
            page.write("#message", LONG);
            looks.assertForEverybody("a room");
            proxy.close();
            page.waitForLink("waiting");
            looks.assertForEverybody("without a server");
        } finally {
            proxy.close();
        }
    }

    /** Then only edges and the system's own colours tell things apart. */
    @Test
    void theSystemsColoursAreEnough() {
        int room = chat.room();
        String user = chat.account();
        CuttingProxy proxy = new CuttingProxy(chat.server().address());
        try (ChatPage page = ChatPage.inEnglish();
                RawClient other = chat.member(room)) {
            page.page().forceColours();
            PageLooks looks = PageLooks.of(page.load(proxy.address()));
            looks.assertToldApart("sign in");
            page.signIn(user, chat.password()).enter(room).say("mine").waitForMessages("mine");
            other.next(Wire.ROOM_NEW_USER_NOTIFY);
            other.next(Wire.ROOM_CHAT_NOTIFY);
            other.chat("theirs");
            page.waitForMessages("mine", "theirs").waitForLink("on");
            looks.assertToldApart("a room");
            String on = colourOfDot(page);
            proxy.close();
            page.waitForLink("waiting");
            looks.assertToldApart("without a server");
            assertThat(colourOfDot(page)).isNotEqualTo(on);
        } finally {
            proxy.close();
        }
    }

    private static String colourOfDot(ChatPage page) {
        String colour = page.evaluate("getComputedStyle(document.querySelector('.dot')).backgroundColor")
                .asString();
        assertThat(colour)
                .isNotEqualTo(page.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString());
        return colour;
    }

    @Test
    void theScreenshotOfTheReadmeIsOfThisPage() throws IOException {
        int room = chat.room();
        try (ChatPage alice = ChatPage.inEnglish().as("en-GB", SCREENSHOT.width, SCREENSHOT.height, "light");
                RawClient minjun = chat.login("민준");
                RawClient zoe = chat.login("Zoë")) {
            minjun.enter(room);
            alice.load(chat.server().address()).signIn("alice", chat.password()).enter(room);
            minjun.next(Wire.ROOM_NEW_USER_NOTIFY);
            alice.say("hello, is anybody here?").waitForMessages("hello, is anybody here?");
            minjun.next(Wire.ROOM_CHAT_NOTIFY);
            minjun.chat("안녕하세요! 저 있어요.");
            minjun.chat("잘 지냈어요?");
            zoe.enter(room);
            zoe.chat("Me too. What are we talking about?");
            alice.waitForText(".said", "Me too").write("#message", "About one port with four doors");
            alice.waitUntil("/ms$/.test(document.querySelector('.link').textContent)");
            Screenshots.assertAsLargeAsKept(alice.page(), "chat-page.png", SCREENSHOT);
        }
    }
}

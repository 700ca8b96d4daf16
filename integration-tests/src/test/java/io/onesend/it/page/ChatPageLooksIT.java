package io.onesend.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.ChatPage;
import io.onesend.it.harness.CuttingProxy;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SharedBrowser;
import io.onesend.it.harness.Wire;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** How the page looks on a telephone and at a desk, by day and by night, in both languages, to everybody. */
@ExtendWith(SharedBrowser.class)
class ChatPageLooksIT {

    private static final Map<String, Dimension> WINDOWS =
            Map.of("phone", new Dimension(360, 640), "desk", new Dimension(1_280, 800));

    private static final Dimension SCREENSHOT = new Dimension(960, 600);

    /** In host-console's README. To renew it, run this test and copy the file of {@link #MADE} over it; fonts-nanum has its letters. */
    private static final Path KEPT = Path.of("../host-console/docs/chat-page.png");

    private static final Path MADE = Path.of("target/screenshots/chat-page.png");

    private static final String LONG =
            "A long line that has to be broken, and a word that has to be: " + "x".repeat(120);

    /** What axe-core calls serious or critical, as one line each. */
    private static final String SERIOUS = """
        axe.run({resultTypes: ['violations']}).then(({violations}) => violations
          .filter(({impact}) => impact === 'serious' || impact === 'critical')
          .flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`)))\
        """;

    private static final String WIDER_THAN_THE_WINDOW = """
        [...document.querySelectorAll('body *')]
          .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
          .map(part => part.outerHTML.slice(0, 100))\
        """;

    /** What has no line around it, or one that cannot be seen. */
    private static final String WITHOUT_AN_EDGE = """
        [...document.querySelectorAll('button, input, textarea, .text, .notice:not(:empty)')]
          .filter(part => {
            const {borderTopWidth, borderTopStyle, borderTopColor} = getComputedStyle(part);
            const ground = getComputedStyle(document.body).backgroundColor;
            return parseFloat(borderTopWidth) === 0 || borderTopStyle === 'none'
              || borderTopColor === ground || borderTopColor === 'rgba(0, 0, 0, 0)';
          })
          .map(part => part.outerHTML.slice(0, 100))\
        """;

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
    void everyScreenIsForEverybody() throws IOException {
        int room = chat.room();
        CuttingProxy proxy = new CuttingProxy(chat.server().address());
        try (ChatPage page = ChatPage.inEnglish();
                RawClient other = chat.member(room)) {
            page.load(proxy.address());
            page.evaluate(axe() + "; undefined");
            page.write("#user", "y".repeat(40));
            assertEverywhere(page, "sign in");
            page.signIn("alice", chat.password()).waitFor("#room");
            assertEverywhere(page, "choose a room");
            page.enter(room).say(LONG);
            other.next(Wire.ROOM_NEW_USER_NOTIFY);
            other.next(Wire.ROOM_CHAT_NOTIFY);
            other.chat("안녕하세요!");
            other.chat(LONG);
            page.waitUntil("document.querySelectorAll('.said').length === 3");
            page.write("#message", LONG);
            assertEverywhere(page, "a room");
            proxy.close();
            page.waitForLink("waiting");
            assertEverywhere(page, "without a server");
        } finally {
            proxy.close();
        }
    }

    private static void assertEverywhere(ChatPage page, String screen) {
        for (String language : List.of("ko", "en")) {
            page.click(".languages [lang=" + language + "]")
                    .waitUntil("document.documentElement.lang === '" + language + "'");
            WINDOWS.forEach((window, size) -> List.of("light", "dark").forEach(colours -> {
                page.as("en-US", size.width, size.height, colours);
                String where = String.join(", ", screen, language, window, colours);
                assertThat(texts(page.evaluate(SERIOUS))).as(where).isEmpty();
                assertThat(texts(page.evaluate(WIDER_THAN_THE_WINDOW)))
                        .as(where)
                        .isEmpty();
            }));
        }
    }

    /** Then only edges and the system's own colours tell things apart. */
    @Test
    void theSystemsColoursAreEnough() throws IOException {
        int room = chat.room();
        String user = chat.account();
        CuttingProxy proxy = new CuttingProxy(chat.server().address());
        try (ChatPage page = ChatPage.inEnglish();
                RawClient other = chat.member(room)) {
            page.page().forceColours();
            page.load(proxy.address());
            page.evaluate(axe() + "; undefined");
            assertThat(page.evaluate("matchMedia('(forced-colors: active)').matches")
                            .asBoolean())
                    .isTrue();
            assertToldApart(page, "sign in");
            page.signIn(user, chat.password()).enter(room).say("mine").waitForMessages("mine");
            other.next(Wire.ROOM_NEW_USER_NOTIFY);
            other.next(Wire.ROOM_CHAT_NOTIFY);
            other.chat("theirs");
            page.waitForMessages("mine", "theirs").waitForLink("on");
            assertToldApart(page, "a room");
            String on = colourOfDot(page);
            proxy.close();
            page.waitForLink("waiting");
            assertToldApart(page, "without a server");
            assertThat(colourOfDot(page)).isNotEqualTo(on);
        } finally {
            proxy.close();
        }
    }

    private static void assertToldApart(ChatPage page, String screen) {
        assertThat(texts(page.evaluate(SERIOUS))).as(screen).isEmpty();
        assertThat(texts(page.evaluate(WITHOUT_AN_EDGE))).as(screen).isEmpty();
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
            Files.createDirectories(MADE.getParent());
            alice.page().screenshot(MADE);
        }
        assertThat(sizeOf(MADE)).isEqualTo(SCREENSHOT);
        assertThat(sizeOf(KEPT)).isEqualTo(SCREENSHOT);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Dimension sizeOf(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        return new Dimension(image.getWidth(), image.getHeight());
    }

    private static String axe() throws IOException {
        try (InputStream script = ChatPageLooksIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

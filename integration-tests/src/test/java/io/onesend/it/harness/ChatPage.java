package io.onesend.it.harness;

import io.onesend.load.show.browser.Key;
import io.onesend.load.show.browser.Page;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page to chat from, in a browser, as somebody uses it who sees its fields and its texts. */
public final class ChatPage implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Page page = SharedBrowser.open();

    private ChatPage() {}

    /** A page of a wide window, not loaded yet. */
    public static ChatPage inEnglish() {
        return new ChatPage().as("en-US", 1_280, 800, "light");
    }

    /** A page of a telephone in the dark, not loaded yet. */
    public static ChatPage inKorean() {
        return new ChatPage().as("ko-KR", 360, 640, "dark");
    }

    /** The reader, the window and the colours that the reader's system prefers. */
    public ChatPage as(String languages, int width, int height, String colours) {
        page.speak(languages);
        page.resize(width, height);
        page.prefer(colours);
        return this;
    }

    /** Chooses the language, unless it is the one already. */
    public ChatPage read(String language) {
        evaluate("document.querySelector('.languages [lang=%s]')?.click()".formatted(language));
        return waitUntil("document.documentElement.lang === '%s'".formatted(language));
    }

    public ChatPage load(InetSocketAddress server) {
        page.load("http://" + server.getHostString() + ":" + server.getPort() + "/");
        return waitFor("#user");
    }

    public ChatPage signIn(String userId, String password) {
        return waitFor("#user")
                .write("#user", userId)
                .write("#secret", password)
                .press(Key.ENTER);
    }

    public ChatPage enter(int room) {
        waitFor("#room").write("#room", String.valueOf(room));
        return waitFor(".primary:enabled").press(Key.ENTER).waitFor("#message").waitFor(".members li");
    }

    public ChatPage say(String message) {
        write("#message", message);
        return waitFor(".composer .primary:enabled").press(Key.ENTER);
    }

    /** Replaces what is in a field. */
    public ChatPage write(String field, String text) {
        evaluate("document.querySelector('%s').focus(), document.activeElement.select()".formatted(field));
        page.insert(text);
        return this;
    }

    public ChatPage press(Key key) {
        page.press(key);
        return this;
    }

    public ChatPage click(String element) {
        evaluate("document.querySelector('%s').click()".formatted(element));
        return this;
    }

    /** Connects at once if the page still waits to. Its wait may end at any moment, and the button goes with it. */
    public ChatPage connectNow() {
        evaluate("document.querySelector('.notice button')?.click()");
        return this;
    }

    /** Waits for an element. */
    public ChatPage waitFor(String element) {
        return waitUntil("document.querySelector('%s') !== null".formatted(element));
    }

    /** Waits until an element's text has this in it. */
    public ChatPage waitForText(String element, String text) {
        return waitUntil("[...document.querySelectorAll('%s')].some(one => one.textContent.includes(%s))"
                .formatted(element, JSON.writeValueAsString(text)));
    }

    /** Waits until an expression of JavaScript is true. */
    public ChatPage waitUntil(String expression) {
        try {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> evaluate(expression).asBoolean());
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "never true: " + expression + "; the page says:\n"
                            + evaluate("document.body.innerText").asString()
                            + "\n" + page.complaints(),
                    late);
        }
        return this;
    }

    /** The messages of the room from top to bottom. */
    public List<String> messages() {
        return texts(".said .text");
    }

    public ChatPage waitForMessages(String... messages) {
        return waitUntil(
                "JSON.stringify([...document.querySelectorAll('.said .text')].map(one => one.textContent)) === %s"
                        .formatted(JSON.writeValueAsString(JSON.writeValueAsString(messages))));
    }

    public List<String> texts(String elements) {
        return evaluate("[...document.querySelectorAll('%s')].map(one => one.textContent)".formatted(elements))
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toList());
    }

    /** The state of the connection, as the page marks it. */
    public ChatPage waitForLink(String state) {
        return waitFor("[data-link=%s]".formatted(state));
    }

    public JsonNode evaluate(String expression) {
        return page.evaluate(expression);
    }

    /** The browser's page itself. */
    public Page page() {
        return page;
    }

    @Override
    public void close() {
        page.close();
    }
}

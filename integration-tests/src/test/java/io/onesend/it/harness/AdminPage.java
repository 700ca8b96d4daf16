package io.onesend.it.harness;

import io.onesend.load.show.browser.Key;
import io.onesend.load.show.browser.Page;
import java.net.InetSocketAddress;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page for operators, in a browser, as one of them uses it. */
public final class AdminPage implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ChatPage view = ChatPage.inEnglish();

    private AdminPage() {}

    /** Opens it, in English, with nobody logged in: tests share the browser, and with it the language and the cookie of a login. */
    public static AdminPage open(InetSocketAddress admin) {
        return new AdminPage().load(admin);
    }

    /** Opens it with a script that runs before those of the page. */
    public static AdminPage open(InetSocketAddress admin, String script) {
        AdminPage page = new AdminPage();
        page.browser().runFirst(script);
        return page.load(admin);
    }

    private AdminPage load(InetSocketAddress admin) {
        browser().load("http://127.0.0.1:" + admin.getPort() + "/");
        view.waitFor("#token, .screens").read("en");
        if (!has("#token")) {
            logOut();
        }
        return this;
    }

    public AdminPage logIn(String token) {
        view.waitFor("#token").write("#token", token).press(Key.ENTER).waitFor(".screens");
        return this;
    }

    public AdminPage logOut() {
        view.click(".bar > button:last-of-type").waitFor("#token");
        return this;
    }

    /** Goes to a screen, by its name in the address. */
    public AdminPage go(String screen) {
        evaluate("location.hash = '#" + screen + "'");
        view.waitFor("[href=\"#%s\"][aria-current]".formatted(screen));
        return this;
    }

    /** Presses the first button for an action. */
    public AdminPage ask(String action) {
        view.waitFor(button(action)).click(button(action)).waitFor("dialog[open]");
        return this;
    }

    /** Presses the button in the row that has this text. */
    public AdminPage ask(String action, String row) {
        String found = "[...document.querySelectorAll('tbody tr')].find(one => one.textContent.includes(%s))"
                .formatted(JSON.writeValueAsString(row));
        view.waitUntil(found + " !== undefined");
        evaluate(found + ".querySelector('" + button(action) + "').click()");
        view.waitFor("dialog[open]");
        return this;
    }

    private static String button(String action) {
        return "[data-action=" + action + "]";
    }

    /** Fills in a field of the question. */
    public AdminPage tell(String field, String text) {
        view.write("#field-" + field, text);
        return this;
    }

    /** Chooses one of the values of a field. */
    public AdminPage choose(String field, String value) {
        evaluate(
                "(field => { field.value = '%s'; field.dispatchEvent(new Event('change')); })(document.querySelector('#field-%s'))"
                        .formatted(value, field));
        return this;
    }

    /** Says yes; the answer has these texts. */
    public AdminPage confirm(String... answer) {
        view.click("dialog .primary");
        return await("dialog [role=status]", answer);
    }

    /** Says yes, and the server says no, in these words. */
    public AdminPage confirmInVain(String... refusal) {
        view.click("dialog .primary");
        return await("dialog [role=alert]", refusal);
    }

    /** Waits until elements have these texts. */
    public AdminPage await(String elements, String... texts) {
        List.of(texts).forEach(text -> view.waitForText(elements, text));
        return this;
    }

    /** Waits until no element has this text. */
    public AdminPage awaitWithout(String elements, String text) {
        view.waitUntil("[...document.querySelectorAll('%s')].every(one => !one.textContent.includes(%s))"
                .formatted(elements, JSON.writeValueAsString(text)));
        return this;
    }

    /** Cancels the question, or closes its answer. */
    public AdminPage leave() {
        view.click("dialog .actions button:last-child");
        return awaitNoQuestion();
    }

    public AdminPage awaitNoQuestion() {
        view.waitUntil("document.querySelector('dialog') === null");
        return this;
    }

    /** Waits until the focus is there. */
    public AdminPage awaitFocus(String element) {
        view.waitUntil("document.activeElement.matches('%s')".formatted(element));
        return this;
    }

    public boolean has(String element) {
        return evaluate("document.querySelector('%s') !== null".formatted(element))
                .asBoolean();
    }

    public JsonNode evaluate(String expression) {
        return view.evaluate(expression);
    }

    public AdminPage press(Key key) {
        view.press(key);
        return this;
    }

    /** The page as anybody sees it who knows its elements. */
    public ChatPage view() {
        return view;
    }

    /** The browser's page itself. */
    public Page browser() {
        return view.page();
    }

    @Override
    public void close() {
        view.close();
    }
}

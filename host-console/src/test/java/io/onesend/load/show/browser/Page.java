package io.onesend.load.show.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of a browser. */
public final class Page {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOAD = Duration.ofMinutes(1);

    private final DevTools tools;
    private final String session;

    /** What the reader's system prefers, by the name of the feature in a style sheet. */
    private final Map<String, String> media = new TreeMap<>();

    Page(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", "{}");
        }
        call("Emulation.setScrollbarsHidden", "{\"hidden\": true}");
    }

    /** The size of the window's inside, in pixels of CSS. */
    public void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\": %d, \"height\": %d, \"deviceScaleFactor\": 1, \"mobile\": false}"
                        .formatted(width, height));
    }

    /** Sets the colours that the reader's system prefers: {@code light} or {@code dark}. */
    public void prefer(String colours) {
        emulate("prefers-color-scheme", colours);
    }

    /** The reader's system forces a few colours of its own on every page. */
    public void forceColours() {
        emulate("forced-colors", "active");
    }

    /** The reader's system wants nothing to move. */
    public void reduceMotion() {
        emulate("prefers-reduced-motion", "reduce");
    }

    private void emulate(String feature, String value) {
        media.put(feature, value);
        String features = media.entrySet().stream()
                .map(entry -> "{\"name\": \"%s\", \"value\": \"%s\"}".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        call("Emulation.setEmulatedMedia", "{\"features\": [" + features + "]}");
    }

    /**
     * Lets time pass for the page without waiting for it: its timers fire, its clock goes on, and requests are waited for. At the end
     * the page's time stands still.
     */
    public void pass(Duration time) {
        int passed = tools.events(session, "Emulation.virtualTimeBudgetExpired").size();
        call(
                "Emulation.setVirtualTimePolicy",
                "{\"policy\": \"pauseIfNetworkFetchesPending\", \"budget\": %d}".formatted(time.toMillis()));
        Awaitility.await("the page's time")
                .atMost(LOAD)
                .until(() -> tools.events(session, "Emulation.virtualTimeBudgetExpired")
                                .size()
                        > passed);
    }

    /** Scripts of the page itself do not run any more; {@link #evaluate} still does. */
    public void refuseScripts() {
        call("Emulation.setScriptExecutionDisabled", "{\"value\": true}");
    }

    /** The languages that the reader wants, as a browser sends them: {@code ko-KR,en}. */
    public void speak(String languages) {
        String agent = evaluate("navigator.userAgent").asString();
        call(
                "Emulation.setUserAgentOverride",
                "{\"userAgent\": %s, \"acceptLanguage\": %s}"
                        .formatted(JSON.writeValueAsString(agent), JSON.writeValueAsString(languages)));
    }

    /** Behaves as if the reader looked at this page, whichever of the browser's pages is in front. */
    public void focus() {
        call("Emulation.setFocusEmulationEnabled", "{\"enabled\": true}");
    }

    /** Cuts the page off from the network, or lets it go on. Connections that are open stay open. */
    public void offline(boolean offline) {
        call(
                "Network.emulateNetworkConditions",
                "{\"offline\": %s, \"latency\": 0, \"downloadThroughput\": -1, \"uploadThroughput\": -1}"
                        .formatted(offline));
    }

    /** Runs a script before those of every page that is loaded from now on. */
    public void runFirst(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", "{\"source\": %s}".formatted(JSON.writeValueAsString(script)));
    }

    /** Puts text where the cursor is, as a paste does. */
    public void insert(String text) {
        call("Input.insertText", "{\"text\": %s}".formatted(JSON.writeValueAsString(text)));
    }

    /** An input method shows this text, and has not decided yet. */
    public void compose(String text) {
        call(
                "Input.imeSetComposition",
                "{\"text\": %s, \"selectionStart\": %d, \"selectionEnd\": %2$d}"
                        .formatted(JSON.writeValueAsString(text), text.length()));
    }

    /** Presses a key and lets it go. */
    public void press(Key key) {
        dispatch("keyDown", key);
        dispatch("keyUp", key);
    }

    private void dispatch(String type, Key key) {
        call(
                "Input.dispatchKeyEvent",
                "{\"type\": \"%s\", \"key\": \"%s\", \"code\": \"%s\", \"windowsVirtualKeyCode\": %d, \"modifiers\": %d, \"text\": %s}"
                        .formatted(
                                type,
                                key.key(),
                                key.key(),
                                key.code(),
                                key.modifiers(),
                                JSON.writeValueAsString(type.equals("keyDown") ? key.text() : "")));
    }

    /** Returns when the page and everything that belongs to it is loaded. */
    public void load(Path file) {
        load(file.toUri().toString());
    }

    /** The same, from wherever it is. */
    public void load(String address) {
        int loaded = tools.events(session, "Page.loadEventFired").size();
        call("Page.navigate", "{\"url\": %s}".formatted(JSON.writeValueAsString(address)));
        Awaitility.await("the page")
                .atMost(LOAD)
                .until(() -> tools.events(session, "Page.loadEventFired").size() > loaded);
    }

    /** The value of an expression of JavaScript, as JSON; that of a promise, when it has one. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                "{\"expression\": %s, \"returnByValue\": true, \"awaitPromise\": true}"
                        .formatted(JSON.writeValueAsString(expression)));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The addresses that it requested, its own first. */
    public List<String> requests() {
        return tools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asString())
                .toList();
    }

    /** The requests that were to change something, its own first, as method and address. */
    public List<String> changes() {
        return tools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.path("request"))
                .filter(request -> !request.path("method").asString().equals("GET"))
                .map(request -> request.path("method").asString() + " "
                        + request.path("url").asString())
                .toList();
    }

    /** What the page, or the browser about the page, wrote to the console. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String method : List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
            tools.events(session, method).forEach(event -> complaints.add(event.toString()));
        }
        return complaints;
    }

    /** Closes the page. */
    public void close() {
        call("Page.close", "{}");
    }

    /** Shows all of the page, not only what a window would show. */
    public void screenshot(Path png) throws IOException {
        JsonNode answer = call("Page.captureScreenshot", "{\"captureBeyondViewport\": true, \"format\": \"png\"}");
        Files.write(png, Base64.getDecoder().decode(answer.path("data").asString()));
    }

    private JsonNode call(String method, String parameters) {
        return tools.call(Optional.of(session), method, parameters);
    }
}

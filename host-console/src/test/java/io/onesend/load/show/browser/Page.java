package io.onesend.load.show.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of a browser. */
public final class Page {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LOAD = Duration.ofMinutes(1);

    private final DevTools tools;
    private final String session;

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
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"%s\"}]}".formatted(colours));
    }

    /** Scripts of the page itself do not run any more; {@link #evaluate} still does. */
    public void refuseScripts() {
        call("Emulation.setScriptExecutionDisabled", "{\"value\": true}");
    }

    /** Returns when the page and everything that belongs to it is loaded. */
    public void load(Path file) {
        int loaded = tools.events(session, "Page.loadEventFired").size();
        call(
                "Page.navigate",
                "{\"url\": %s}".formatted(JSON.writeValueAsString(file.toUri().toString())));
        Awaitility.await("the page")
                .atMost(LOAD)
                .until(() -> tools.events(session, "Page.loadEventFired").size() > loaded);
    }

    /** The value of an expression of JavaScript, as JSON. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                "{\"expression\": %s, \"returnByValue\": true}".formatted(JSON.writeValueAsString(expression)));
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

    /** What the page, or the browser about the page, wrote to the console. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String method : List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
            tools.events(session, method).forEach(event -> complaints.add(event.toString()));
        }
        return complaints;
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

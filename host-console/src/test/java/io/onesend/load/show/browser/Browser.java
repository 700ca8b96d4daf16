package io.onesend.load.show.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A Chromium of its own, without a window, controlled by the DevTools protocol. */
public final class Browser implements AutoCloseable {

    /** {@code -Donesend.browser=FILE} names the browser, {@code none} does without it. */
    private static final String PROPERTY = "onesend.browser";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration START = Duration.ofMinutes(1);

    private final Process process;
    private final DevTools tools;

    private Browser(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** Why there is no browser to test with; nothing if there is one. */
    public static Optional<String> absence() {
        if ("none".equals(System.getProperty(PROPERTY))) {
            return Optional.of("told to do without a browser");
        }
        return executable().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "no Chromium on the PATH, so the report of a load run is not tested in a browser: install it"
                                + " (apt-get install chromium), or name another of its kind by -D" + PROPERTY
                                + "=FILE");
    }

    /** @param profile an empty folder */
    public static Browser start(Path profile) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        executable().orElseThrow(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-breakpad",
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile());
        command.environment().put("XDG_CONFIG_HOME", profile.toString());
        command.environment().put("XDG_CACHE_HOME", profile.toString());
        Process process = command.start();
        try {
            return new Browser(process, DevTools.connect(HttpClient.newHttpClient(), address(process, profile)));
        } catch (RuntimeException failure) {
            end(process);
            throw failure;
        }
    }

    private static Optional<String> executable() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Optional.of(given);
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString);
    }

    /** Chromium writes the port and the path of its debugger when it is ready. */
    private static URI address(Process process, Path profile) {
        Path file = profile.resolve("DevToolsActivePort");
        List<String> lines = new ArrayList<>();
        Awaitility.await("the browser's debugger; see " + profile.resolve("chromium.log"))
                .atMost(START)
                .failFast("the browser has ended", () -> !process.isAlive())
                .until(() -> {
                    lines.clear();
                    lines.addAll(Files.exists(file) ? Files.readAllLines(file) : List.of());
                    return lines.size() >= 2;
                });
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    /** A new page, empty. */
    public Page open() {
        JsonNode target = tools.call(Optional.empty(), "Target.createTarget", "{\"url\": \"about:blank\"}");
        JsonNode session = tools.call(
                Optional.empty(),
                "Target.attachToTarget",
                "{\"targetId\": \"%s\", \"flatten\": true}"
                        .formatted(target.path("targetId").asString()));
        return new Page(tools, session.path("sessionId").asString());
    }

    @Override
    public void close() {
        tools.close();
        end(process);
    }

    /** Ends the process and those that it started. */
    private static void end(Process process) {
        Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
        List<ProcessHandle> family = all.toList();
        family.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await("the browser's end")
                .atMost(START.toSeconds(), TimeUnit.SECONDS)
                .until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }
}

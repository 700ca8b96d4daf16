package io.onesend.it.speed.watched;

import io.onesend.it.harness.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Those who look at a server while it works: the page for operators with its list of sessions in front, {@code top} on the console,
 * and a scrape. Each asks as often as the real one does.
 */
final class Watchers implements AutoCloseable {

    /** How often each asks. */
    record Pace(Duration page, Duration top, Duration scrape) {

        /** Of the page and of {@code top}; a scrape comes more often than any Prometheus is usually told to. */
        static final Pace REAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

        /**
         * Asks in seconds what operators ask in minutes, so that the JVM has compiled the answers when it is measured. The console
         * takes five lines a second.
         */
        static final Pace WARMING = new Pace(Duration.ofMillis(20), Duration.ofMillis(250), Duration.ofMillis(20));
    }

    /** What the page asks each time, behind its samples: see {@code watch.js} and {@code lists.js}. */
    private static final List<String> PAGE = List.of("/api/v1/status", "/api/v1/slow", "/api/v1/sessions?sort=queued");

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerProcess server;
    private final String token;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    private final int consoleLinesBefore;

    /** Of the page's thread. */
    private long newestSample;

    private volatile @Nullable Throwable failure;

    private Watchers(ServerProcess server, String token) {
        this.server = server;
        this.token = token;
        consoleLinesBefore = server.console().lines().size();
    }

    /** @param folder of the server, which has made a token in it */
    static Watchers start(ServerProcess server, Path folder, Pace pace) throws IOException {
        String token =
                Files.readString(folder.resolve("data/admin.token")).strip().split(" ")[2];
        Watchers watchers = new Watchers(server, token);
        // A server takes none in its first seconds.
        Awaitility.await("a sample")
                .atMost(ANSWER_WITHIN)
                .until(() -> !watchers.samples().isEmpty());
        watchers.each(pace.page, watchers::askAsThePage);
        watchers.each(pace.top, () -> server.type("top"));
        watchers.each(pace.scrape, () -> watchers.get("/metrics"));
        return watchers;
    }

    private void each(Duration period, Watching watching) {
        threads.scheduleAtFixedRate(() -> runOnce(watching), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @FunctionalInterface
    private interface Watching {
        void once() throws IOException, InterruptedException;
    }

    /** The first failure stays, and fails the comparison. */
    private void runOnce(Watching watching) {
        try {
            if (failure == null) {
                watching.once();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | AssertionError failed) {
            failure = failed;
        }
    }

    private void askAsThePage() throws IOException, InterruptedException {
        JsonNode samples = samples();
        if (!samples.isEmpty()) {
            newestSample = samples.get(samples.size() - 1).required("at").asLong();
        }
        for (String path : PAGE) {
            get(path);
        }
    }

    /** Those that the page has not shown yet. */
    private JsonNode samples() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/samples?since=" + newestSample)).required("samples");
    }

    private String get(String path) throws IOException, InterruptedException {
        InetSocketAddress admin = server.admin().address();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + admin.getHostString() + ":" + admin.getPort() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(ANSWER_WITHIN)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /**
     * They look away.
     *
     * @throws IllegalStateException if one of them was not answered
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a watcher still waits for its answer");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
        if (failure != null) {
            throw new IllegalStateException("a watcher had no answer", failure);
        }
        if (newestSample == 0) {
            throw new IllegalStateException("the page has shown no sample");
        }
        if (server.console().lines().stream().skip(consoleLinesBefore).noneMatch(line -> line.contains("pending"))) {
            throw new IllegalStateException("'top' has shown no sessions");
        }
    }
}

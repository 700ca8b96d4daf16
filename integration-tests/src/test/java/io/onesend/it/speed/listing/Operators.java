package io.onesend.it.speed.listing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two operators, as many as the server answers at a time, who list without a pause: one all sessions by their age, page by page, the
 * other all users.
 */
final class Operators implements AutoCloseable {

    /** The most that a page has. */
    private static final int ROWS = 500;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile boolean isOver;

    Operators(InetSocketAddress admin, String token) {
        base = "http://" + admin.getHostString() + ":" + admin.getPort() + "/api/v1";
        this.token = token;
    }

    /** Lists that were read to their end, and the pages they had. */
    record Lists(int sessions, int users, int pages) {}

    /** A list that is read again and again. */
    private record Kind(String path, String rows, String key) {}

    private static final Kind SESSIONS = new Kind("/sessions?sort=age&limit=" + ROWS, "sessions", "id");
    private static final Kind USERS = new Kind("/users?limit=" + ROWS, "users", "user");

    private record Read(int lists, int pages) {}

    /** What is measured while they list. */
    @FunctionalInterface
    interface Measurement<T> {
        T take() throws IOException;
    }

    /** Both a result and what was listed meanwhile. */
    record Listed<T>(T measured, Lists lists) {}

    /**
     * Lists until something has been measured.
     *
     * @param count how many sessions and users each list must have at least
     */
    <T> Listed<T> listDuring(int count, Measurement<T> measurement) throws IOException {
        isOver = false;
        Future<Read> sessions = threads.submit(() -> readAgain(SESSIONS, count));
        Future<Read> users = threads.submit(() -> readAgain(USERS, count));
        try {
            T measured = measurement.take();
            isOver = true;
            Read ofSessions = sessions.get();
            Read ofUsers = users.get();
            return new Listed<>(measured, new Lists(ofSessions.lists, ofUsers.lists, ofSessions.pages + ofUsers.pages));
        } catch (ExecutionException failed) {
            throw new IOException("an operator could not list", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } finally {
            isOver = true;
        }
    }

    private Read readAgain(Kind kind, int count) throws IOException, InterruptedException {
        int lists = 0;
        int pages = 0;
        while (!isOver) {
            Set<String> keys = new HashSet<>();
            String after = "";
            do {
                JsonNode page = get(kind.path + after);
                page.required(kind.rows)
                        .forEach(row -> keys.add(row.required(kind.key).asString()));
                pages++;
                JsonNode next = page.required("next");
                after = next.isNull() ? "" : "&after=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
            } while (!after.isEmpty());
            if (keys.size() < count) {
                throw new IOException("a list had " + keys.size() + " of " + count + " " + kind.rows);
            }
            lists++;
        }
        return new Read(lists, pages);
    }

    /** The server's own measurement of each second later than this: how long a task has waited for the logic thread. */
    List<Double> logicWaitsMillis(long since) throws IOException {
        try {
            return get("/samples?since=" + since)
                    .required("samples")
                    .valueStream()
                    .map(sample -> sample.required("logicWaitMillis").asDouble())
                    .toList();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** A server takes its first sample some seconds after its start. */
    void awaitSamples() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !logicWaitsMillis(0).isEmpty());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.onesend.load.show.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to a browser's debugger: calls with their answers, and the events between. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long TIMEOUT_SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final StringBuilder received = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    static DevTools connect(HttpClient http, URI address) {
        DevTools tools = new DevTools();
        tools.socket.complete(http.newWebSocketBuilder()
                .buildAsync(address, tools)
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join());
        return tools;
    }

    JsonNode call(Optional<String> session, String method, String parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String to = session.map(name -> ", \"sessionId\": \"" + name + "\"").orElse("");
        String message = "{\"id\": %d, \"method\": \"%s\", \"params\": %s%s}".formatted(id, method, parameters, to);
        socket.join().sendText(message, true).join();
        JsonNode result = answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    /** The events of a page since it was opened. */
    List<JsonNode> events(String session, String method) {
        return events.stream()
                .filter(event -> event.path("sessionId").asString("").equals(session))
                .filter(event -> event.path("method").asString("").equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            JsonNode message = JSON.readTree(received.toString());
            received.setLength(0);
            if (message.has("id")) {
                calls.remove(message.path("id").asInt()).complete(message);
            } else {
                events.add(message);
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        calls.values().forEach(call -> call.completeExceptionally(error));
    }

    @Override
    public void close() {
        socket.join().abort();
    }
}

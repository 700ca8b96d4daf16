package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.admin.AdminServer;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A chat whose packets are all traced, and a collector that reads what it is sent. */
@Timeout(120)
@SuppressWarnings("try") // One member only hears.
class TracedChatIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String TEXT = "nobody else reads this";

    private final LogicLoop loop = LogicLoop.start("members");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder().transport(TestTransport.CHOSEN).build(), loop);
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException, IllegalAccessException {
        // The JDK's server reads its limits once in a JVM, and other tests in this one want those of the admin port.
        MethodHandles.lookup().ensureInitialized(AdminServer.class);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @AfterEach
    void close() {
        network.close();
        loop.close();
        collector.stop(0);
    }

    private ChatClient joined(Host host, String user) {
        ChatClient client = ChatClient.connect(network, host.address(), WITHIN, new ChatClient.Listener() {})
                .toCompletableFuture()
                .join();
        assertThat(client.login(user, "pw").toCompletableFuture().join()).isEqualTo(ResultCode.NONE);
        assertThat(client.enter(1).toCompletableFuture().join()).isEqualTo(ResultCode.NONE);
        return client;
    }

    private List<Span> spans() {
        return bodies.stream()
                .flatMap(body -> parsed(body).getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    private static ExportTraceServiceRequest parsed(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (IOException notOtlp) {
            throw new AssertionError(notOtlp);
        }
    }

    private List<Span> ofChat() {
        return spans().stream()
                .filter(span -> span.getName().equals("RoomChatRequest"))
                .toList();
    }

    @Test
    void aCollectorGetsTheTimesOfAChatAndNotItsText() throws Exception {
        String url = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (Host host = Host.start(TestHosts.config(folder, "tracing.sample=1", "tracing.otlp=" + url));
                ChatClient first = joined(host, "first");
                ChatClient second = joined(host, "second")) {
            assertThat(first.chat(TEXT).toCompletableFuture().join()).isEqualTo(ResultCode.NONE);
            await().atMost(WITHIN).until(() -> ofChat().size() == 1);

            assertThat(metrics(host))
                    .containsPattern("onesend_traces_sent_total [1-9]")
                    .contains("traces_lost_total 0.0");
        }
        Span chat = ofChat().get(0);
        List<Span> parts = spans().stream()
                .filter(span -> span.getParentSpanId().equals(chat.getSpanId()))
                .toList();
        assertThat(parts).extracting(Span::getName).containsExactly("decode", "wait", "logic", "write");
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.getTraceId()).isEqualTo(chat.getTraceId());
            assertThat(part.getStartTimeUnixNano()).isBetween(chat.getStartTimeUnixNano(), part.getEndTimeUnixNano());
            assertThat(part.getEndTimeUnixNano()).isLessThanOrEqualTo(chat.getEndTimeUnixNano());
        });
        assertThat(parts).extracting(Span::getStartTimeUnixNano).isSorted();
        assertThat(chat.getAttributesList())
                .as("the answer, and the message to both members")
                .anySatisfy(attribute -> {
                    assertThat(attribute.getKey()).isEqualTo("onesend.sends");
                    assertThat(attribute.getValue().getIntValue()).isEqualTo(3);
                });
        assertThat(bodies)
                .allSatisfy(body -> assertThat(new String(body, StandardCharsets.ISO_8859_1))
                        .doesNotContain(TEXT));
    }

    private static String metrics(Host host) throws IOException, InterruptedException {
        InetSocketAddress admin = host.adminAddress().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}

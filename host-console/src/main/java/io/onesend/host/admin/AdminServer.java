package io.onesend.host.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.onesend.host.admin.access.RefusedException;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.admin.http.Problem;
import io.onesend.host.admin.http.Query;
import io.onesend.host.admin.http.Request;
import io.onesend.host.text.HostPort;
import io.onesend.network.BindFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** The HTTP server of the admin port: it bounds what a client can cost, and every answer has the headers that protect a browser. */
public final class AdminServer implements AutoCloseable {

    private static final int THREADS = 2;

    /** Requests that may wait for a thread; one more is hung up on. */
    private static final int WAITING = 32;

    private static final int SECONDS_FOR_A_REQUEST = 5;

    /**
     * Connections open at once, idle ones included. network-core leaves twice as many file descriptors to the rest of the
     * process.
     */
    private static final int CONNECTIONS = 32;

    private static final int MOST_BODY_BYTES = 16 << 10;

    /** A page of this port loads nothing from elsewhere, runs no script of a message, and is shown in no other page. */
    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    static {
        // The JDK's server has only these settings. Without them one silent client holds a thread for good, and when
        // its connections have used up the file descriptors, the server tries to accept one more without pause.
        // They are read once, with the first such server of the process.
        setUnlessGiven("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        setUnlessGiven("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_REQUEST);
        setUnlessGiven("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final AdminHandler handler;
    private final AdminRequests requests;

    private AdminServer(HttpServer server, ThreadPoolExecutor threads, AdminHandler handler, AdminRequests requests) {
        this.server = server;
        this.threads = threads;
        this.handler = handler;
        this.requests = requests;
    }

    /**
     * Binds and serves.
     *
     * @param encryption empty: the port speaks plain HTTP
     * @param requests counts them
     * @throws BindFailedException if the server cannot listen on the address
     */
    public static AdminServer start(
            InetSocketAddress address, Optional<SSLContext> encryption, AdminHandler handler, AdminRequests requests) {
        HttpServer server = bind(address, encryption);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> new Thread(task, "admin-" + number.getAndIncrement()));
        AdminServer admin = new AdminServer(server, threads, handler, requests);
        server.createContext("/", admin::handle);
        server.setExecutor(threads);
        server.start();
        return admin;
    }

    /** The address, with the real port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Closes connections with requests under way, and ends the threads. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer bind(InetSocketAddress address, Optional<SSLContext> encryption) {
        if (address.isUnresolved()) {
            throw new BindFailedException(
                    "admin: cannot listen on " + HostPort.of(address) + ": the host name is unknown",
                    new UnknownHostException(address.getHostString()));
        }
        try {
            if (encryption.isEmpty()) {
                return HttpServer.create(address, WAITING);
            }
            HttpsServer encrypted = HttpsServer.create(address, WAITING);
            encrypted.setHttpsConfigurator(new HttpsConfigurator(encryption.get()));
            return encrypted;
        } catch (IOException taken) {
            throw new BindFailedException(
                    "admin: cannot listen on " + HostPort.of(address) + ": " + taken.getMessage(), taken);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            requests.count(handler.routeOf(pathOf(exchange)), answer.status());
            Headers headers = exchange.getResponseHeaders();
            SECURITY.forEach(headers::set);
            answer.headers().forEach(headers::set);
            byte[] body = answer.body();
            if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return handler.answer(request(exchange));
        } catch (RefusedException refused) {
            return refused.answer();
        }
    }

    private Request request(HttpExchange exchange) throws IOException, RefusedException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new RefusedException(
                    Problem.of(413, "A request may have up to " + (MOST_BODY_BYTES >> 10) + " KiB."));
        }
        return new Request(
                exchange.getRequestMethod(),
                pathOf(exchange),
                Query.of(exchange.getRequestURI().getRawQuery()),
                headersOf(exchange),
                exchange.getRemoteAddress(),
                server instanceof HttpsServer,
                new String(body, StandardCharsets.UTF_8));
    }

    private static String pathOf(HttpExchange exchange) {
        return Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
    }

    private static Map<String, String> headersOf(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }

    private static void setUnlessGiven(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}

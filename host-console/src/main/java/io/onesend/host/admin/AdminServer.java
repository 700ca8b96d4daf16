package io.onesend.host.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onesend.host.admin.AdminPage.Answer;
import io.onesend.host.text.HostPort;
import io.onesend.network.BindFailedException;
import io.onesend.network.log.RateLimitedLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A small HTTP server for a few pages that are read with GET or HEAD. */
public final class AdminServer implements AutoCloseable {

    private static final RateLimitedLog DEFECTS =
            new RateLimitedLog(LoggerFactory.getLogger(AdminServer.class), Level.ERROR, 1);

    private static final int THREADS = 2;

    /** Requests that may wait for a thread; one more is hung up on. */
    private static final int WAITING = 32;

    private static final int SECONDS_FOR_A_REQUEST = 5;

    /**
     * Connections open at once, idle ones included. network-core leaves twice as many file descriptors to the rest of the
     * process.
     */
    private static final int CONNECTIONS = 32;

    static {
        // The JDK's server has only these settings. Without them one silent client holds a thread for good, and when
        // its connections have used up the file descriptors, the server tries to accept one more without pause.
        setUnlessGiven("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        setUnlessGiven("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_REQUEST);
        setUnlessGiven("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Map<String, AdminPage> pages;

    private AdminServer(HttpServer server, ThreadPoolExecutor threads, Map<String, AdminPage> pages) {
        this.server = server;
        this.threads = threads;
        this.pages = pages;
    }

    /**
     * Binds and serves.
     *
     * @param pages by path
     * @throws BindFailedException if the server cannot listen on the address
     */
    public static AdminServer start(InetSocketAddress address, Map<String, AdminPage> pages) {
        HttpServer server = bind(address);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> new Thread(task, "admin-" + number.getAndIncrement()));
        AdminServer admin = new AdminServer(server, threads, Map.copyOf(pages));
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

    private static HttpServer bind(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new BindFailedException(
                    "admin: cannot listen on " + HostPort.of(address) + ": the host name is unknown",
                    new UnknownHostException(address.getHostString()));
        }
        try {
            return HttpServer.create(address, WAITING);
        } catch (IOException taken) {
            throw new BindFailedException(
                    "admin: cannot listen on " + HostPort.of(address) + ": " + taken.getMessage(), taken);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        AdminPage page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Answer.text(
                    404,
                    "no such page; there are "
                            + String.join(" ", pages.keySet().stream().sorted().toList()));
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(405, "only GET and HEAD");
        }
        try {
            return page.answer(Query.of(exchange.getRequestURI().getRawQuery()));
        } catch (RuntimeException defect) {
            DEFECTS.log(
                    defect, "the admin page {} failed", exchange.getRequestURI().getPath());
            return Answer.text(500, "the page failed; the log says why");
        }
    }

    private static void setUnlessGiven(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}

package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.login.LoginHandler;
import io.onesend.chat.packet.ResultCode;
import io.onesend.host.config.ConfigLoader;
import io.onesend.host.config.ConfigSource;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.log.LogHold;
import io.onesend.host.reload.Reload;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running host whose settings a test changes, and what the test needs to see their effects. */
final class LiveHost implements AutoCloseable {

    static final Duration WITHIN = Duration.ofSeconds(30);

    /** A file of tokens beside the one that the host begins with, and the token in it. */
    static final String TOKEN_FILE = "others";

    static final String TOKEN = "0123456789abcdef";

    private final LogicLoop loop = LogicLoop.start("members");
    private final NetworkClient network = NetworkClient.start(
            NetworkConfig.builder().transport(TestTransport.CHOSEN).build(), loop);
    private final Path folder;
    private final List<String> base;
    private final Host host;
    private final Reload reload;
    private volatile List<String> settings;

    LiveHost(Path folder, List<String> base) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.base = base;
        this.settings = base;
        LiveTlsKeys.write(folder);
        Files.writeString(folder.resolve(TOKEN_FILE), "kim read " + TOKEN + "\n");
        LoadedConfig start = load();
        this.host = Host.start(start.config());
        this.reload = host.reloadFrom(this::load, start, next -> () -> {});
    }

    private LoadedConfig load() {
        return ConfigLoader.load(new ConfigSource(null, folder, Map.of(), settings));
    }

    /** Reloads with these settings in place of, or beside, those that the host began with. */
    void reload(List<String> more) throws Exception {
        List<String> all = new ArrayList<>(base);
        all.addAll(more);
        settings = all;
        reload.run("test", false);
    }

    Host host() {
        return host;
    }

    Reload reload() {
        return reload;
    }

    LogicLoop loop() {
        return loop;
    }

    Path folder() {
        return folder;
    }

    RawPeer peer() throws IOException {
        return new RawPeer(host.address(), 0);
    }

    /** One that takes little before it reads. */
    RawPeer deafPeer() throws IOException {
        return new RawPeer(host.address(), 4096);
    }

    ChatClient client() throws Exception {
        return answer(ChatClient.connect(network, host.address(), WITHIN, new ChatClient.Listener() {})
                .toCompletableFuture());
    }

    ChatClient loggedIn(String user) throws Exception {
        ChatClient client = client();
        assertThat(login(client, user, "pw")).isEqualTo(ResultCode.NONE);
        return client;
    }

    static ResultCode login(ChatClient client, String user, String password) throws Exception {
        return answer(client.login(user, password).toCompletableFuture());
    }

    static <T> T answer(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    }

    /** Keeps the logic thread busy until it is closed. */
    LogHold holdLogic() throws Exception {
        LogHold hold = LogHold.on(LoginHandler.class, "login of 'holder'");
        ChatClient client = client();
        client.login("holder", "pw").whenComplete((result, lost) -> client.close());
        assertThat(hold.awaitHeld()).isTrue();
        return hold;
    }

    long sessions() {
        return host.status().limits().stream()
                .filter(limit -> limit.name().equals("sessions"))
                .mapToLong(Limit::used)
                .findFirst()
                .orElseThrow();
    }

    void awaitSessions(int number) {
        await().atMost(WITHIN).until(() -> sessions() == number);
    }

    /** The number behind the first line of the metrics that begins so; 0: there is none. */
    double metric(String name) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{[^}]*})? (\\S+)$")
                .matcher(ask("localhost", "/metrics", ""));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** The whole answer of the admin port. The JDK's client would not let a test choose the name that it calls the server by. */
    String ask(String name, String path, String token) throws IOException {
        InetSocketAddress admin = host.adminAddress().orElseThrow();
        try (Socket socket = new Socket(admin.getAddress(), admin.getPort())) {
            socket.setSoTimeout((int) WITHIN.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        network.close();
        loop.close();
        host.close();
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.ProxySettings;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HAProxy in front of a port, with both versions of its protocol, on each transport. */
@SuppressWarnings("try") // HAProxy only has to be there.
class HaproxyIT {

    private static final int CLIENTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final RecordingListener listener = RecordingListener.echo();

    static Stream<Arguments> transportsAndVersions() {
        return ServerHarness.transports()
                .flatMap(transport ->
                        Stream.of("send-proxy", "send-proxy-v2").map(option -> Arguments.of(transport, option)));
    }

    /** HAProxy as a child process. */
    private static final class Haproxy implements AutoCloseable {

        private final Process process;

        Haproxy(Path folder, int port, int serverPort, String serverOptions) throws IOException {
            Path config =
                    Files.writeString(folder.resolve("haproxy.cfg"), """
                    defaults
                        mode tcp
                        timeout connect 10s
                        timeout client 60s
                        timeout server 60s
                    listen chat
                        bind 127.0.0.1:%d
                        server one 127.0.0.1:%d %s
                    """.formatted(port, serverPort, serverOptions));
            process = new ProcessBuilder("haproxy", "-db", "-f", config.toString())
                    .inheritIO()
                    .start();
            await().atMost(PATIENCE).until(() -> isListening(port));
        }

        private boolean isListening(int port) throws IOException {
            assertThat(process.isAlive()).as("haproxy lives").isTrue();
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port));
                return true;
            } catch (ConnectException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void assumeInstalled() {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "haproxy")));
        assumeTrue(there, "no haproxy on the PATH, so it is not tested with: apt-get install haproxy");
    }

    private static NetworkConfig config(Transport transport) {
        return CONFIG.toBuilder()
                .transport(transport)
                .doors(Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1")))
                .build();
    }

    @ParameterizedTest
    @MethodSource("transportsAndVersions")
    void tellsTheAddressOfEachClient(Transport transport, String version) throws IOException {
        assumeInstalled();
        int port = FreePort.choose();
        try (ServerHarness harness = new ServerHarness(config(transport), listener);
                Haproxy haproxy = new Haproxy(folder, port, harness.port(), version)) {
            List<Peer> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Peer client = Peer.from("127.0.0." + (2 + i), port);
                clients.add(client);
                client.send(numbered(i, 2_000));
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).receive()).isEqualTo(numbered(i, 2_000));
            }

            assertThat(listener.sessions)
                    .extracting(Session::remoteAddress)
                    .containsAll(clients.stream().map(Peer::address).toList());
            for (Peer client : clients) {
                client.close();
            }
            await().atMost(PATIENCE).until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndVersions")
    void findsThePortInGoodHealth(Transport transport, String version) throws IOException {
        assumeInstalled();
        int port = FreePort.choose();
        String checked = version + " check check-send-proxy inter 50ms fall 1 rise 1";
        try (ServerHarness harness = new ServerHarness(config(transport), listener);
                Haproxy haproxy = new Haproxy(folder, port, harness.port(), checked)) {
            // Some checks, each a connection that ends before a frame.
            await().atMost(PATIENCE).until(() -> listener.ends.size() > 10);

            try (Peer client = Peer.from("127.0.0.2", port)) {
                client.send(numbered(1, 100));
                assertThat(client.receive()).isEqualTo(numbered(1, 100));
            }
            assertThat(harness.server.statistics().turnedAway()).isEmpty();
        }
    }
}

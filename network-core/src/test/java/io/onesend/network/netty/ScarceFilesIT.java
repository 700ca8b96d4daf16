package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a process that runs out of file descriptors for connections. */
@DisabledOnOs(OS.WINDOWS)
class ScarceFilesIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final int FILES = 128;
    private static final int CONNECTIONS = 200;

    /** Long enough for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void connectionsWaitForOthersToEndAndAreLoggedOnceASecond(Transport transport) throws Exception {
        Path log = folder.resolve("log");
        long start = System.nanoTime();
        Process server = start(transport, log);
        Deque<Peer> peers = new ArrayDeque<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(out.readLine());
            peers.add(new Peer(port));
            peers.getFirst().send(new byte[] {1});
            assertThat(peers.getFirst().receive(1)).containsExactly(1);
            while (peers.size() < CONNECTIONS) {
                peers.add(new Peer(port));
            }
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("Too many open files"));
            peers.getLast().send(new byte[] {1});
            assertThat(hasEchoed(peers.getLast()))
                    .as("the last is served at once")
                    .isFalse();

            while (peers.size() > 1) {
                peers.removeFirst().close();
            }
            await().atMost(PATIENCE).until(() -> hasEchoed(peers.getLast()));
            try (Peer fresh = new Peer(port)) {
                fresh.send(new byte[] {2});
                assertThat(fresh.receive(1)).containsExactly(2);
            }
            peers.getLast().close();
        }
        server.getOutputStream().close();
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        long seconds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(Files.readAllLines(log))
                .hasSizeLessThanOrEqualTo((int) (2 * seconds + 3))
                .allMatch(line -> line.contains("Too many open files")
                        || line.contains("not logged:")
                        || line.endsWith("started"));
    }

    /** Waits only shortly: the line has come already, or comes with one of the next calls. */
    private static boolean hasEchoed(Peer peer) throws IOException {
        try {
            return peer.receiveWithin(Duration.ofMillis(200)) == 1;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    private static Process start(Transport transport, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + FILES + "; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ScarceFilesServer.class.getName(), transport.name()));
        return new ProcessBuilder(command).redirectError(log.toFile()).start();
    }
}

package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Metrics;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Every way to stop a running server. */
class StopIT {

    private static ServerProcess server(String... settings) {
        return ServerProcess.launchPlaintext(TestRedis.shared()).set(settings).start();
    }

    @Test
    void sigtermWithOpenSessionsEndsWith0() {
        ServerProcess server = server();
        try (RawClient client = server.connect()) {
            client.assertQuiet();

            server.stop();

            client.expectClosed();
            server.assertNoComplaint();
        }
    }

    @Test
    void quitOnTheConsoleEndsWith0() {
        ServerProcess server = server();
        server.type("help");
        server.console().await("(?m)^quit +stop the server$", Duration.ofSeconds(5));
        server.type("status");
        server.console().await("session", Duration.ofSeconds(5));

        server.type("quit");

        server.awaitEnd(0);
        server.assertNoComplaint();
    }

    @Test
    void theEndOfInputDoesNotStopTheServer() {
        ServerProcess server = server();
        server.type("status");
        server.endInput();
        try (RawClient client = server.connect()) {
            client.assertQuiet();
            assertThat(server.process().isAlive()).isTrue();
        }
        server.close();
    }

    @Test
    void whatIsQueuedForASlowReaderGoesOutWhileNewSessionsAreRefused() {
        byte[] echo = Wire.echo(new byte[4_091]);
        int packets = 3_000;
        ServerProcess server = server("network.send.max-bytes=64MiB", "network.close-timeout=8s");
        try (RawClient slow = RawClient.connect(server.address(), 4_096)) {
            for (int i = 0; i < packets; i++) {
                slow.send(echo);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.admin().metric("onesend_network_received_packets_total") >= packets);
            assertThat(server.admin().metric(Metrics.QUEUED_BYTES))
                    .as("more than the kernel's buffers hold, or this test shows nothing")
                    .isPositive();

            server.terminate();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> isRefused(server.address()));
            assertThat(server.process().isAlive())
                    .as("it waits for the slow reader")
                    .isTrue();
            assertThat(server.admin().page("/readyz"))
                    .satisfies(page -> assertThat(page.status()).isEqualTo(503))
                    .satisfies(page -> assertThat(page.body()).contains("draining"));

            List<Packet> rest = slow.rest();
            assertThat(rest)
                    .hasSize(packets)
                    .allSatisfy(packet -> assertThat(packet.length()).isEqualTo(echo.length));
            server.awaitEnd(0);
            server.assertNoComplaint();
        }
    }

    private static boolean isRefused(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1_000);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void aReaderThatNeverReadsDoesNotHoldUpTheEnd() {
        byte[] echo = Wire.echo(new byte[4_091]);
        ServerProcess server = server("network.send.max-bytes=64MiB", "network.close-timeout=1s");
        try (RawClient stuck = RawClient.connect(server.address(), 4_096)) {
            for (int i = 0; i < 3_000; i++) {
                stuck.send(echo);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.admin().metric(Metrics.QUEUED_BYTES) > 0);

            long start = System.nanoTime();
            server.stop();

            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
            server.assertNoComplaint();
        }
    }

    @Test
    void aLoginUnderWayDoesNotHoldUpTheEnd() {
        ServerProcess server = server("network.close-timeout=1s");
        try (RawClient client = server.connect()) {
            client.send(Wire.login("nobody-" + TestRedis.unique(), "pw"));

            server.stop();

            assertThat(client.rest()).hasSizeLessThanOrEqualTo(1);
            server.assertNoComplaint();
        }
    }
}

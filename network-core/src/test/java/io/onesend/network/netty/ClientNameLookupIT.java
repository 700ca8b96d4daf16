package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests connecting to names that take long to look up, on a single I/O thread that also runs the callbacks. */
class ClientNameLookupIT {

    private static final NetworkConfig ONE_THREAD =
            CONFIG.toBuilder().ioThreads(1).build();

    private final CountDownLatch answer = new CountDownLatch(1);
    private final RecordingListener arrivals = new RecordingListener();
    private final ServerHarness harness = new ServerHarness(CONFIG, RecordingListener.echo());
    private final NettyClient client =
            NettyClient.on(TransportFactory.choose(CONFIG.transport()), ONE_THREAD, Logic.inline(), this::lookUp);

    /** Acts as the system's look-up: takes long and cannot be interrupted. */
    private InetAddress lookUp(String host) throws UnknownHostException {
        if (host.equals("slow.invalid")) {
            boolean answered = false;
            while (!answered) {
                try {
                    answered = answer.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException goOn) {
                    continue;
                }
            }
        }
        if (host.equals("unknown.invalid")) {
            throw new UnknownHostException(host + ": nobody knows it");
        }
        return InetAddress.getLoopbackAddress();
    }

    @AfterEach
    void close() {
        answer.countDown();
        client.close();
        harness.close();
        ThreadCheck.assertNoThreadNamed("net-");
    }

    private CompletableFuture<Session> connect(String host, Duration timeout) {
        return client.connect(
                        InetSocketAddress.createUnresolved(host, harness.port()),
                        null,
                        timeout,
                        PacketDecoder.BYTES,
                        arrivals)
                .toCompletableFuture();
    }

    @Test
    void connectsToWhatWasFound() throws Exception {
        Session session = connect("quick.invalid", Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);

        session.send(frame(1));
        await().until(() -> arrivals.received.size() == 1);
    }

    @Test
    void aSlowOneHoldsNobodyUp() throws Exception {
        CompletableFuture<Session> slow = connect("slow.invalid", Duration.ZERO);

        Session other = connect("quick.invalid", Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
        other.send(frame(1));
        await().until(() -> arrivals.received.size() == 1);
        assertThat(slow).isNotDone();

        answer.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS).isOpen()).isTrue();
    }

    @Test
    void theTimeOfAnAttemptCoversItsLookUp() {
        CompletableFuture<Session> slow = connect("slow.invalid", Duration.ofMillis(50));

        assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("slow.invalid")
                .hasMessageContaining("50 ms");
    }

    @Test
    void saysThatANameIsUnknown() {
        CompletableFuture<Session> unknown = connect("unknown.invalid", Duration.ofSeconds(10));

        assertThatThrownBy(() -> unknown.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("nobody knows it");
    }

    @Test
    void anAttemptThatIsLookingUpEndsWithItsClient() {
        CompletableFuture<Session> slow = connect("slow.invalid", Duration.ZERO);

        client.close();

        assertThat(slow).isCompletedExceptionally();
    }

    @Test
    void aKeptConnectionLooksUpAgain() {
        try (KeptConnection kept = client.keepConnected(
                InetSocketAddress.createUnresolved("slow.invalid", harness.port()),
                Duration.ofMillis(50),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), 1, 0),
                PacketDecoder.BYTES,
                arrivals)) {
            await().until(() -> kept.failures() >= 2);
            answer.countDown();

            await().until(() -> kept.session() != null);
        }
    }
}

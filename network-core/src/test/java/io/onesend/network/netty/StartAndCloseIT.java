package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts and closes many times: no descriptor and no thread stays, and the allocator finds no write to freed memory, which would
 * end the process. The build runs few rounds; with all of 5,000:
 *
 * <pre>{@code
 * mvn -B test -pl network-core -Dtest=StartAndCloseIT -Dstart.rounds=5000
 * }</pre>
 */
@SuppressWarnings("try") // Closed inside, and again by the statement.
class StartAndCloseIT {

    private static final int ROUNDS = Integer.getInteger("start.rounds", 40);

    /** Rounds before the first count, because the JVM and Netty first open descriptors that they keep. */
    private static final int FIRST_ROUNDS = 3;

    /** The peer stays, so every close of a server takes this long. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(10);

    private static final long PATIENCE_SECONDS = 10;

    private static final byte[] SHORTEST_FRAME = {5, 0, 0, 0, 0};

    private static final SessionListener<byte[]> ECHO = Session::send;

    private final LogicLoop loop = LogicLoop.start("rounds-logic");

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "rounds-logic");
    }

    private static long descriptors() {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOf(UnixOperatingSystemMXBean.class);
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    private static void expectNothingLeftOf(Callable<?> round) throws Exception {
        for (int i = 0; i < FIRST_ROUNDS; i++) {
            round.call();
        }
        long before = descriptors();
        for (int i = 0; i < ROUNDS; i++) {
            round.call();
        }
        // The kernel frees a thread's resources just after the thread has ended.
        await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
    }

    @Test
    void aProofLeavesNothing() throws Exception {
        expectNothingLeftOf(() -> {
            TransportProof.forget();
            return NetworkServer.proveTransport(TestTransport.CHOSEN);
        });
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void aServerWithAnOpenSessionLeavesNothing(Transport kind) throws Exception {
        NetworkConfig config = CONFIG.toBuilder()
                .transport(kind)
                .ioThreads(1)
                .closeTimeout(CLOSE_TIMEOUT)
                .build();
        expectNothingLeftOf(() -> {
            try (NetworkServer server = NetworkServer.start(config, loop, PacketDecoder.BYTES, ECHO);
                    Peer peer = new Peer(server.port())) {
                peer.send(SHORTEST_FRAME);
                assertThat(peer.receive()).containsExactly(SHORTEST_FRAME);
                server.close();
                peer.expectEnd();
                return server;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void aClientWithAnOpenSessionLeavesNothing(Transport kind) throws Exception {
        NetworkConfig config = CONFIG.toBuilder().transport(kind).ioThreads(1).build();
        try (NetworkServer server = NetworkServer.start(config, loop, PacketDecoder.BYTES, ECHO)) {
            InetSocketAddress address = server.address();
            expectNothingLeftOf(() -> {
                try (NetworkClient client = NetworkClient.start(config, loop)) {
                    return client.connect(address, Duration.ZERO, PacketDecoder.BYTES, ECHO)
                            .toCompletableFuture()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void aClientThatIsStillConnectingLeavesNothing(Transport kind) throws Exception {
        NetworkConfig config = CONFIG.toBuilder().transport(kind).ioThreads(1).build();
        try (FullBacklog full = new FullBacklog()) {
            expectNothingLeftOf(() -> {
                CompletableFuture<Session> connecting;
                try (NetworkClient client = NetworkClient.start(config, loop)) {
                    connecting = client.connect(full.address(), Duration.ZERO, PacketDecoder.BYTES, ECHO)
                            .toCompletableFuture();
                    assertThat(connecting).isNotDone();
                }
                assertThat(connecting).failsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
                return connecting;
            });
        }
    }

    /** Listens without accepting, with a full backlog, so the kernel takes no more connections for it. */
    private static final class FullBacklog implements AutoCloseable {

        private static final int MORE_THAN_ENOUGH = 8;

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullBacklog() throws IOException {
            for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
                SocketChannel socket = SocketChannel.open();
                waiting.add(socket);
                socket.configureBlocking(false);
                socket.connect(listening.getLocalSocketAddress());
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listening.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel socket : waiting) {
                socket.close();
            }
            listening.close();
        }
    }
}

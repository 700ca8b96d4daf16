package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.ProxySettings;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that never become sessions, many at a time: afterwards no place, byte or descriptor is left. The build opens few;
 * with 10,000 silent ones and 5,000 of the others, which need 10,100 descriptors:
 *
 * <pre>{@code
 * mvn -B test -pl network-core -Dtest=HostileStartsIT -Dhostile.connections=10000
 * }</pre>
 */
class HostileStartsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final int CONNECTIONS = Integer.getInteger("hostile.connections", 1_000);
    private static final int IN_THIS_PROCESS = CONNECTIONS / 2;
    private static final Duration FIRST_BYTES = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Doors DOORS = Doors.of(Door.PLAIN)
            .withProxy(ProxySettings.proxyProtocol("127.0.0.1"))
            .withFirstBytes(FIRST_BYTES);

    private final RecordingListener listener = RecordingListener.echo();
    private final long seed = new Random().nextLong();

    private static NetworkConfig config(Transport transport, int maxSessions) {
        return CONFIG.toBuilder()
                .transport(transport)
                .doors(DOORS)
                .maxSessions(maxSessions)
                .maxSessionsPerAddress(0)
                .build();
    }

    private static SocketChannel connect(ServerHarness harness) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), harness.port()));
    }

    private static List<SocketChannel> connectAll(ServerHarness harness) throws IOException {
        List<SocketChannel> connections = new ArrayList<>();
        for (int i = 0; i < IN_THIS_PROCESS; i++) {
            connections.add(connect(harness));
        }
        return connections;
    }

    private static int openSockets() throws IOException {
        return OpenSockets.canBeCounted() ? OpenSockets.count() : 0;
    }

    private static void closeAll(List<SocketChannel> connections) throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    private void expectNothingLeft(ServerHarness harness, int socketsBefore) throws IOException {
        await().alias("seed " + seed)
                .atMost(PATIENCE)
                .until(() -> harness.server.statistics().sessions() == 0);
        assertThat(harness.server.statistics().arriving()).isZero();
        assertThat(listener.sessions).isEmpty();
        await().alias("seed " + seed).atMost(PATIENCE).until(() -> openSockets() <= socketsBefore);
    }

    /** After one session, so that whatever a first one opens is open. */
    private int socketsOfAnIdle(ServerHarness harness) throws IOException {
        serveOne(harness);
        return openSockets();
    }

    private void serveOne(ServerHarness harness) throws IOException {
        try (Peer peer = new Peer(harness.port())) {
            peer.send(ProxyHeaders.v1("203.0.113.7", 1));
            peer.send(frame(1));
            assertThat(peer.receive()).isEqualTo(frame(1));
        }
        await().until(() -> harness.server.statistics().sessions() == 0);
        listener.sessions.clear();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void silentOnesTakeAllPlacesAndGiveThemBack(Transport transport) throws IOException, InterruptedException {
        try (ServerHarness harness = new ServerHarness(config(transport, CONNECTIONS), listener)) {
            int sockets = socketsOfAnIdle(harness);
            Process silent = silentPeers(harness);
            assertThat(silent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(silent.exitValue()).isZero();

            expectNothingLeft(harness, sockets);
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("first-bytes", (long) CONNECTIONS));
            serveOne(harness);
        }
    }

    private static Process silentPeers(ServerHarness harness) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SilentPeers.class.getName(),
                        Integer.toString(harness.port()),
                        Integer.toString(CONNECTIONS))
                .inheritIO()
                .start();
    }

    /** Each sends a byte of a header now and then: that buys it no time. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void slowOnesGetNoMoreTime(Transport transport) throws IOException {
        byte[] header = ProxyHeaders.v2("203.0.113.7", 4711, 1_500);
        try (ServerHarness harness = new ServerHarness(config(transport, CONNECTIONS), listener)) {
            int sockets = socketsOfAnIdle(harness);
            List<SocketChannel> slow = connectAll(harness);
            for (int i = 0; i < header.length - 1 && turnedAway(harness) < IN_THIS_PROCESS; i++) {
                for (SocketChannel connection : slow) {
                    sendIfThere(connection, header[i]);
                }
            }
            await().atMost(PATIENCE).until(() -> turnedAway(harness) == IN_THIS_PROCESS);

            closeAll(slow);
            expectNothingLeft(harness, sockets);
            assertThat(harness.server.statistics().turnedAway())
                    .isEqualTo(Map.of("first-bytes", (long) IN_THIS_PROCESS));
        }
    }

    private static long turnedAway(ServerHarness harness) {
        return harness.server.statistics().turnedAway().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void sendIfThere(SocketChannel connection, byte value) throws IOException {
        if (!connection.isOpen()) {
            return;
        }
        try {
            connection.write(ByteBuffer.wrap(new byte[] {value}));
        } catch (IOException hungUp) {
            connection.close();
        }
    }

    /** Parts of a header, or none, and then a reset, an end of the output, or a close. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void thoseThatEndAnywhereLeaveNothing(Transport transport) throws IOException {
        Random random = new Random(seed);
        byte[] header = ProxyHeaders.v2("203.0.113.7", 4711, 100);
        try (ServerHarness harness = new ServerHarness(config(transport, CONNECTIONS), listener)) {
            int sockets = socketsOfAnIdle(harness);
            for (int i = 0; i < IN_THIS_PROCESS; i++) {
                Peer peer = new Peer(harness.port());
                peer.send(Arrays.copyOf(header, random.nextInt(header.length)));
                switch (random.nextInt(3)) {
                    case 0 -> peer.reset();
                    case 1 -> {
                        peer.endOutput();
                        peer.expectEnd();
                        peer.close();
                    }
                    default -> peer.close();
                }
            }
            expectNothingLeft(harness, sockets);
        }
    }
}

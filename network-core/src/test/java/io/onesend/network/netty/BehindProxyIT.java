package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Endpoint;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.ProxySettings;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestCertificates;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port behind proxies at 127.0.0.1, on each transport; 127.0.0.2 is a client that comes by itself. */
class BehindProxyIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Doors DOORS = Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1", "::1"));

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = RecordingListener.echo();

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "tls-", "test-logic");
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
    }

    private NetworkServer start(Transport transport, Doors doors) {
        return start(transport, doors, 0);
    }

    private NetworkServer start(Transport transport, Doors doors, int maxSessionsPerAddress) {
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .doors(doors)
                .maxSessionsPerAddress(maxSessionsPerAddress)
                .build();
        return NetworkServer.start(
                config,
                Logic.on(loop),
                List.of(Endpoint.builder(PacketDecoder.BYTES, listener)
                        .refusalPacket(
                                reason -> EncodedPacket.copyOf(reason.name().getBytes(UTF_8)))
                        .build()));
    }

    private static void expectEcho(Peer peer) throws IOException {
        peer.send(frame(9));
        assertThat(peer.receive()).isEqualTo(frame(9));
    }

    /** The newest session. */
    private Session session() {
        return listener.sessions.get(listener.sessions.size() - 1);
    }

    private static List<byte[]> headers() throws IOException {
        return List.of(
                ProxyHeaders.v1("203.0.113.7", 4711),
                ProxyHeaders.v2("203.0.113.7", 4711),
                ProxyHeaders.v2("203.0.113.7", 4711, 1_500));
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void clientsHaveTheirOwnAddressesHoweverTheHeaderArrives(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS)) {
            for (byte[] header : headers()) {
                byte[] all = join(header, frame(1), frame(2));
                for (int cut : cuts(header.length)) {
                    try (Peer proxy = new Peer(server.port())) {
                        proxy.send(Arrays.copyOf(all, cut));
                        proxy.send(Arrays.copyOfRange(all, cut, all.length));
                        assertThat(proxy.receive(10)).isEqualTo(join(frame(1), frame(2)));

                        assertThat(session().remoteAddress()).isEqualTo(new InetSocketAddress("203.0.113.7", 4711));
                        assertThat(session().entrance().proxy()).isEqualTo(proxy.address());
                        assertThat(session().entrance().door()).isEqualTo(Door.PLAIN);
                    }
                }
            }
        }
    }

    /** Each offset in and around what decides, and some in the rest. */
    private static int[] cuts(int headerBytes) {
        return IntStream.rangeClosed(1, headerBytes + 5)
                .filter(cut -> cut < 64 || cut > headerBytes - 3 || cut % 97 == 0)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aHeaderMayComeByteByByte(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS);
                Peer proxy = new Peer(server.port())) {
            for (byte b : ProxyHeaders.v2("2001:db8::7", 65_535)) {
                proxy.send(new byte[] {b});
            }
            expectEcho(proxy);

            assertThat(session().remoteAddress()).isEqualTo(new InetSocketAddress("2001:db8::7", 65_535));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aProxysOwnConnectionKeepsTheProxysAddress(Transport transport) throws IOException {
        List<byte[]> own = List.of(
                ProxyHeaders.v2Local(),
                ProxyHeaders.v1("UNKNOWN"),
                ProxyHeaders.v1("UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535"));
        try (NetworkServer server = start(transport, DOORS, 1)) {
            for (byte[] header : own) {
                // Two at once: the proxy's own address is not counted.
                try (Peer first = new Peer(server.port());
                        Peer second = new Peer(server.port())) {
                    first.send(header);
                    expectEcho(first);
                    second.send(header);
                    expectEcho(second);

                    assertThat(session().remoteAddress()).isEqualTo(second.address());
                    assertThat(session().entrance().proxy()).isNull();
                }
            }
            await().until(() -> server.statistics().sessions() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aHealthCheckThatOnlyConnectsIsNoFault(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS)) {
            new Peer(server.port()).close();
            try (Peer proxy = new Peer(server.port())) {
                proxy.send(ProxyHeaders.v2("203.0.113.7", 1));
                expectEcho(proxy);
            }
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(server.statistics().turnedAway()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void whoComesByItselfNeedsNoHeader(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS);
                Peer client = Peer.from(ELSEWHERE, server.port())) {
            expectEcho(client);

            assertThat(session().remoteAddress()).isEqualTo(client.address());
            assertThat(session().entrance().proxy()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aHeaderThatIsMissingOrWrongEndsTheConnection(Transport transport) throws IOException {
        List<byte[]> wrong = Stream.concat(
                        Stream.of(
                                frame(1),
                                "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8),
                                ProxyHeaders.v2("203.0.113.7", 1, 2_100)),
                        ProxyHeaders.malformed().stream())
                .toList();
        try (NetworkServer server = start(transport, DOORS)) {
            for (byte[] bytes : wrong) {
                try (Peer proxy = new Peer(server.port())) {
                    proxy.send(bytes);
                    proxy.expectEnd();
                }
            }
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(server.statistics().turnedAway()).isEqualTo(Map.of("proxy-header", (long) wrong.size()));
            assertThat(listener.sessions).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aHeaderThatEndsTooSoonEndsTheConnection(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS);
                Peer undecided = new Peer(server.port());
                Peer begun = new Peer(server.port())) {
            undecided.send("PROX".getBytes(UTF_8));
            undecided.endOutput();
            begun.send("PROXY TCP4 203.0.113.7 ".getBytes(UTF_8));
            begun.endOutput();

            undecided.expectEnd();
            begun.expectEnd();
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(server.statistics().turnedAway()).isEqualTo(Map.of("proxy-header", 2L));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aHeaderThatDoesNotBecomeWholeHasLimitedTime(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS.withFirstBytes(Duration.ofMillis(100)));
                Peer proxy = new Peer(server.port())) {
            proxy.send("PROXY TCP4 203.0.113.7 ".getBytes(UTF_8));

            proxy.expectEnd();
            assertThat(server.statistics().turnedAway()).isEqualTo(Map.of("first-bytes", 1L));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sessionsCountForTheClientsAddress(Transport transport) throws IOException {
        try (NetworkServer server = start(transport, DOORS, 1)) {
            try (Peer first = new Peer(server.port());
                    Peer other = new Peer(server.port());
                    Peer again = new Peer(server.port())) {
                first.send(ProxyHeaders.v1("203.0.113.7", 1));
                expectEcho(first);
                other.send(ProxyHeaders.v2("203.0.113.8", 1));
                expectEcho(other);

                again.send(join(ProxyHeaders.v2("203.0.113.7", 2), frame(1)));
                assertThat(again.receive(28)).isEqualTo("too-many-sessions-of-address".getBytes(UTF_8));
                again.expectEnd();
                assertThat(server.statistics().refused()).isEqualTo(1);
                assertThat(server.statistics().sessions()).isEqualTo(2);
            }
            await().until(() -> server.statistics().sessions() == 0);
            try (Peer later = new Peer(server.port())) {
                later.send(ProxyHeaders.v2("203.0.113.7", 3));
                expectEcho(later);
            }
        }
    }

    /** Both are told apart at one port: the header comes first, and TLS is looked for behind it. */
    @Test
    void tlsFollowsTheHeader(@TempDir Path directory) throws IOException {
        TestCertificates certificates = new TestCertificates(directory);
        try (NetworkServer server = start(CONFIG.transport(), DOORS.withTls(certificates.settings()));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(ProxyHeaders.v2("203.0.113.7", 4711));
            try (SSLSocket encrypted = TlsPeers.socket(
                            socket, certificates.client(), server.port(), TlsPeers.TLS_1_3, "localhost");
                    Peer client = new Peer(encrypted)) {
                expectEcho(client);
                assertThat(session().remoteAddress()).isEqualTo(new InetSocketAddress("203.0.113.7", 4711));
                assertThat(session().entrance().proxy()).isEqualTo(socket.getLocalSocketAddress());
                assertThat(session().entrance().tls()).isNotNull();
            }
            // Behind the header there may be no TLS.
            try (Peer plain = new Peer(server.port())) {
                plain.send(ProxyHeaders.v1("203.0.113.8", 4711));
                expectEcho(plain);
                assertThat(session().entrance().tls()).isNull();
            }
            await().until(() -> server.statistics().sessions() == 0);
        }
    }

    @Test
    void aHeaderInsideOfTlsIsNone(@TempDir Path directory) throws IOException {
        TestCertificates certificates = new TestCertificates(directory);
        try (NetworkServer server = start(CONFIG.transport(), DOORS.withTls(certificates.settings()))) {
            assertThatThrownBy(() -> TlsPeers.connect(certificates.client(), server.port(), TlsPeers.TLS_1_3))
                    .as("TLS without a header from the proxy's address")
                    .isInstanceOf(IOException.class);
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(server.statistics().turnedAway()).isEqualTo(Map.of("proxy-header", 1L));

            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(ProxyHeaders.v2Local());
                Peer client = new Peer(
                        TlsPeers.socket(socket, certificates.client(), server.port(), TlsPeers.TLS_1_3, "localhost"));
                client.send(ProxyHeaders.v1("203.0.113.7", 4711));
                client.skipToEnd();
            }
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0).name()).isEqualTo("protocol-error");
            assertThat(session().entrance().proxy()).isNull();
        }
    }
}

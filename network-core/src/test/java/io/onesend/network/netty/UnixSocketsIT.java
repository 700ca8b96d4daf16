package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.BindFailedException;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Endpoint;
import io.onesend.network.FrameFormat;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60) // A read of these peers has no time-out of its own.
class UnixSocketsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = RecordingListener.echo();

    @TempDir
    private Path folder;

    @AfterEach
    void leavesNoThreadAndNoFile() throws IOException {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
        assertThat(path()).doesNotExist();
    }

    private Path path() {
        return folder.resolve("s");
    }

    private UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(path());
    }

    private static NetworkConfig on(Transport transport) {
        return CONFIG.toBuilder().transport(transport).ioThreads(1).build();
    }

    private NetworkServer serve(NetworkConfig config) {
        return NetworkServer.start(
                config,
                Logic.on(loop),
                List.of(Endpoint.of(address(), FrameFormat.CHAT, PacketDecoder.BYTES, listener)));
    }

    private Session connect(NetworkClient client, RecordingListener told) throws Exception {
        return client.connect(address(), PATIENCE, PacketDecoder.BYTES, told)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void echoesAndTellsAddressesThatAreHonest(Transport transport) throws IOException {
        try (NetworkServer server = serve(on(transport));
                UnixPeer peer = new UnixPeer(address())) {
            peer.send(numbered(7, 100));
            assertThat(peer.receive(105)).isEqualTo(numbered(7, 100));

            assertThat(server.addresses()).containsExactly(address());
            assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
            assertThat(listener.session().localAddress()).isEqualTo(address());
            assertThat(listener.session().remoteAddress()).isEqualTo(UNNAMED);
            assertThat(listener.session()).hasToString("session 1 of a client of " + path());
            peer.endOutput();
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(listener.session().localAddress()).isEqualTo(address());
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void listensBesideAPort(Transport transport) throws IOException {
        Endpoint<byte[]> unix = Endpoint.of(address(), FrameFormat.CHAT, PacketDecoder.BYTES, listener);
        Endpoint<byte[]> port = Endpoint.of("127.0.0.1", 0, FrameFormat.CHAT, PacketDecoder.BYTES, listener);
        try (NetworkServer server = NetworkServer.start(on(transport), Logic.on(loop), List.of(unix, port));
                UnixPeer first = new UnixPeer(address());
                Peer second = new Peer(server.port())) {
            first.send(frame(1));
            second.send(frame(2));
            assertThat(first.receive(5)).isEqualTo(frame(1));
            assertThat(second.receive()).isEqualTo(frame(2));

            assertThat(server.addresses())
                    .containsExactly(address(), new InetSocketAddress("127.0.0.1", server.port()));
            server.stopAccepting();
            assertThat(path()).doesNotExist();
            first.send(frame(3));
            assertThat(first.receive(5)).isEqualTo(frame(3));
        }
    }

    /** Long packets, many at once, and more than the socket's buffer takes: partial writes on the way. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void carriesMuchBetweenItsOwnClientAndServer(Transport transport) throws Exception {
        int packets = 400;
        int bytes = 60_000;
        NetworkConfig config = on(transport).toBuilder()
                .maxFrameBytes(bytes + 5)
                .sendMaxBytes(64L << 20)
                .build();
        RecordingListener answers = new RecordingListener();
        try (NetworkServer server = serve(config);
                NetworkClient client = NetworkClient.start(config, loop)) {
            Session session = connect(client, answers);
            for (int i = 0; i < packets; i++) {
                session.send(numbered(i, bytes));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answers.received.size() == packets);

            for (int i = 0; i < packets; i++) {
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, bytes));
            }
            assertThat(session.remoteAddress()).isEqualTo(address());
            assertThat(session.localAddress()).isEqualTo(UNNAMED);
            session.close();
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(server.statistics().packetsIn()).isEqualTo(packets);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsWhatWasAcceptedBeforeItCloses(Transport transport) throws IOException {
        listener.onPacket = (session, packet) -> {
            session.send(packet);
            session.close();
        };
        try (NetworkServer server = serve(on(transport));
                UnixPeer peer = new UnixPeer(address())) {
            peer.send(numbered(1, 4000));

            assertThat(peer.receive(10_000)).isEqualTo(numbered(1, 4000));
            peer.endOutput();
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_SERVER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersAPeerThatHasEndedItsOutput(Transport transport) throws IOException {
        try (NetworkServer server = serve(on(transport));
                UnixPeer peer = new UnixPeer(address())) {
            peer.send(numbered(1, 1000));
            peer.endOutput();

            assertThat(peer.receive(10_000)).isEqualTo(numbered(1, 1000));
            await().until(() -> server.statistics().sessions() == 0);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void goesOnSendingAfterThePeersEndIfItsListenerWants(Transport transport) throws IOException {
        CompletableFuture<Session> inputEnded = new CompletableFuture<>();
        Endpoint<byte[]> patient =
                Endpoint.of(address(), FrameFormat.CHAT, PacketDecoder.BYTES, new SessionListener<>() {
                    @Override
                    public void onReceive(Session session, byte[] packet) {}

                    @Override
                    public void onInputEnd(Session session) {
                        inputEnded.complete(session);
                    }
                });
        try (NetworkServer server = NetworkServer.start(on(transport), Logic.on(loop), List.of(patient));
                UnixPeer peer = new UnixPeer(address())) {
            peer.endOutput();
            Session session = inputEnded.join();
            session.send(numbered(1, 4000));
            assertThat(peer.receive(4005)).isEqualTo(numbered(1, 4000));
            session.send(numbered(2, 4000));
            assertThat(peer.receive(4005)).isEqualTo(numbered(2, 4000));

            session.endOutput();
            assertThat(peer.receive(1)).isEmpty();
            await().until(() -> server.statistics().sessions() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void doesNotLimitTheSessionsOfOneAddress(Transport transport) throws IOException {
        try (NetworkServer server =
                        serve(on(transport).toBuilder().maxSessionsPerAddress(1).build());
                UnixPeer first = new UnixPeer(address());
                UnixPeer second = new UnixPeer(address())) {
            first.send(frame(1));
            second.send(frame(2));

            assertThat(first.receive(5)).isEqualTo(frame(1));
            assertThat(second.receive(5)).isEqualTo(frame(2));
            assertThat(server.statistics().refused()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsARefusedPeerWhy(Transport transport) throws IOException {
        Endpoint<byte[]> small = Endpoint.builder(PacketDecoder.BYTES, listener)
                .unixAddress(address())
                .maxSessions(1)
                .refusalPacket(reason -> EncodedPacket.copyOf(reason.name().getBytes(UTF_8)))
                .build();
        try (NetworkServer server = NetworkServer.start(on(transport), Logic.on(loop), List.of(small));
                UnixPeer first = new UnixPeer(address())) {
            first.send(frame(1));
            assertThat(first.receive(5)).isEqualTo(frame(1));
            try (UnixPeer second = new UnixPeer(address())) {
                assertThat(second.receive(100)).asString(UTF_8).isEqualTo("too-many-sessions");
            }
            assertThat(server.statisticsByEndpoint().get(0).refused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takesThePlaceOfAServerThatWasKilled(Transport transport) throws IOException {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(address());
        }
        assertThat(path()).exists();

        try (NetworkServer server = serve(on(transport));
                UnixPeer peer = new UnixPeer(address())) {
            peer.send(frame(1));
            assertThat(peer.receive(5)).isEqualTo(frame(1));
            assertThat(server.statistics().accepted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void leavesARunningServerAlone(Transport transport) throws IOException {
        try (NetworkServer running = serve(on(transport));
                UnixPeer peer = new UnixPeer(address())) {
            assertThatThrownBy(() -> serve(on(transport)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessage("cannot listen on " + path() + ": another server is listening there");

            peer.send(frame(1));
            assertThat(peer.receive(5)).isEqualTo(frame(1));
            assertThat(path()).exists();
            assertThat(running.addresses()).containsExactly(address());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void leavesAFileAlone(Transport transport) throws IOException {
        Files.writeString(path(), "precious");

        assertThatThrownBy(() -> serve(on(transport)))
                .isInstanceOf(BindFailedException.class)
                .hasMessage("cannot listen on " + path() + ": there is a file that is not a socket");
        assertThat(path()).hasContent("precious");
        Files.delete(path());
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void saysWhyItCannotListen(Transport transport) {
        Path tooLong = folder.resolve("x".repeat(200));
        Path nowhere = folder.resolve("missing").resolve("s");

        for (Path bad : List.of(tooLong, nowhere)) {
            Endpoint<byte[]> endpoint =
                    Endpoint.of(UnixDomainSocketAddress.of(bad), FrameFormat.CHAT, PacketDecoder.BYTES, listener);
            assertThatThrownBy(() -> NetworkServer.start(on(transport), Logic.on(loop), List.of(endpoint)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageMatching("cannot listen on " + bad + ": .*(too long|[Nn]o such file).*");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void saysWhyItCannotConnect(Transport transport) throws IOException {
        try (ServerSocketChannel ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            ended.bind(address());
        }
        try (NetworkClient client = NetworkClient.start(on(transport), loop)) {
            assertThatThrownBy(() -> connect(client, new RecordingListener()))
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessageMatching("(?s)cannot connect to " + path() + ": .*[Rr]efused.*");
            Files.delete(path());
            assertThatThrownBy(() -> connect(client, new RecordingListener()))
                    .cause()
                    .hasMessageMatching("(?s)cannot connect to " + path() + ": .*[Nn]o such file.*");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void comesBackWhenItsServerDoes(Transport transport) {
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 2, 0.5);
        RecordingListener sessions = new RecordingListener();
        try (NetworkClient client = NetworkClient.start(on(transport), loop)) {
            KeptConnection kept;
            try (NetworkServer server = serve(on(transport))) {
                kept = client.keepConnected(address(), PATIENCE, backoff, PacketDecoder.BYTES, sessions);
                // The server's session may begin before the client's.
                await().until(() -> server.statistics().sessions() == 1 && sessions.sessions.size() == 1);
            }
            await().until(() -> sessions.ends.size() == 1);
            try (NetworkServer again = serve(on(transport))) {
                await().until(() -> again.statistics().sessions() == 1 && sessions.sessions.size() == 2);
                kept.close();
                await().until(() -> sessions.ends.size() == 2);
            }
        }
    }
}

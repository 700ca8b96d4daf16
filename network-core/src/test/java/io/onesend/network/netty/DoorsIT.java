package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.ServerHarness.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.NetworkStatistics.Way;
import io.onesend.network.ProxySettings;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port that looks at first bytes, on each transport: its peers are trusted proxies, whose headers are awaited. */
class DoorsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Doors LOOKS = Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1"));

    private static final Doors PROXIES_ELSEWHERE =
            Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("192.0.2.0/24", "2001:db8::/32"));

    private final RecordingListener listener = RecordingListener.echo();

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    private static void expectEcho(Peer peer, byte[] frame) throws IOException {
        peer.send(frame);
        assertThat(peer.receive()).isEqualTo(frame);
    }

    private static Iterable<String> pipelineOf(Session session) {
        return ((NettySession) session).channel().pipeline().names();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void leaveAPlainPortAsItIs(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, Doors.PLAIN);
                Peer peer = new Peer(harness.port())) {
            // Without a byte of the peer's.
            await().until(() -> listener.sessions.size() == 1);

            assertThat(pipelineOf(listener.session()))
                    .containsExactly("SessionHandler#0", "DefaultChannelPipeline$TailContext#0");
            assertThat(listener.session().entrance()).isSameAs(Entrance.PLAIN);
            expectEcho(peer, frame(1));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void leaveASessionAsAPlainPortMakesIt(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, LOOKS);
                Peer peer = new Peer(harness.port())) {
            peer.send(ProxyHeaders.v2Local());
            expectEcho(peer, frame(1));

            assertThat(pipelineOf(listener.session()))
                    .containsExactly("SessionHandler#0", "DefaultChannelPipeline$TailContext#0");
            assertThat(listener.session().entrance()).isSameAs(Entrance.PLAIN);
            assertThat(listener.session().remoteAddress()).isEqualTo(peer.address());
            assertThat(harness.server.statistics())
                    .returns(0, NetworkStatistics::arriving)
                    .returns(1L, NetworkStatistics::accepted)
                    .returns(Map.of(new Way(Door.PLAIN, null), 1L), NetworkStatistics::entered)
                    .returns(Map.of(), NetworkStatistics::turnedAway);
        }
    }

    /** An idle session costs what it costs on a plain port. */
    @Test
    void keepNothingOfTheDoorInASession() throws Exception {
        List<Peer> peers = new ArrayList<>();
        try (ServerHarness harness =
                new ServerHarness(CONFIG.toBuilder().doors(LOOKS).build(), listener)) {
            for (int i = 0; i < 100; i++) {
                Peer peer = new Peer(harness.port());
                peers.add(peer);
                peer.send(ProxyHeaders.v2Local());
                expectEcho(peer, frame(1));
            }
            String histogram = liveObjects();

            assertThat(histogram).contains("io.onesend.network.netty.SessionHandler\n");
            assertThat(histogram)
                    .doesNotContain(
                            "io.onesend.network.netty.Arrival\n",
                            "io.onesend.network.netty.SessionPlace\n",
                            "io.onesend.network.netty.door.FrontDoor\n",
                            "io.onesend.network.netty.door.ProxyDoor\n",
                            "HAProxyMessageDecoder\n",
                            "io.netty.util.DefaultAttributeMap$DefaultAttribute\n");
            // Before the server, which waits for the end of each peer that it closes.
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    /** The classes of the objects that a collection leaves, as jcmd lists them. */
    private static String liveObjects() throws Exception {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void loseNoByteHoweverTheFirstArrive(Transport transport) throws IOException {
        byte[] frames = join(frame(1), frame(2, (byte) 7), frame(3));
        byte[] all = join(ProxyHeaders.v2Local(), frames);
        try (ServerHarness harness = start(transport, LOOKS)) {
            for (int cut = 1; cut < all.length; cut++) {
                try (Peer peer = new Peer(harness.port())) {
                    peer.send(Arrays.copyOf(all, cut));
                    peer.send(Arrays.copyOfRange(all, cut, all.length));
                    assertThat(peer.receive(frames.length)).isEqualTo(frames);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void letTheServerSpeakFirstWhereBytesMakeNoDifference(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, PROXIES_ELSEWHERE);
                Peer direct = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 1);
            listener.session().send(frame(1));
            assertThat(direct.receive()).isEqualTo(frame(1));
        }
        try (ServerHarness harness = start(transport, LOOKS);
                Peer proxied = new Peer(harness.port())) {
            proxied.send(ProxyHeaders.v1("203.0.113.7", 1));
            await().until(() -> listener.sessions.size() == 2);
            listener.sessions.get(1).send(frame(2));
            assertThat(proxied.receive()).isEqualTo(frame(2));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void makeNoSessionOfSilence(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, LOOKS);
                Peer peer = new Peer(harness.port())) {
            await().until(() -> harness.server.statistics().arriving() == 1);

            assertThat(harness.server.statistics().sessions()).as("places").isEqualTo(1);
            assertThat(harness.server.statistics().accepted()).isZero();
            assertThat(listener.sessions).isEmpty();
            peer.send(ProxyHeaders.v2Local());
            expectEcho(peer, frame(1));
            assertThat(harness.server.statistics().sessions()).isEqualTo(1);
            assertThat(harness.server.statistics().arriving()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hangUpOnSilence(Transport transport) throws IOException {
        Duration time = Duration.ofMillis(100);
        try (ServerHarness harness = start(transport, LOOKS.withFirstBytes(time));
                Peer silent = new Peer(harness.port())) {
            silent.expectEnd();

            assertThat(harness.server.statistics())
                    .returns(0, NetworkStatistics::sessions)
                    .returns(0, NetworkStatistics::arriving)
                    .returns(0L, NetworkStatistics::refused)
                    .returns(Map.of("first-bytes", 1L), NetworkStatistics::turnedAway);
            assertThat(listener.sessions).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void forgetWhoLeavesWithoutAWord(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, LOOKS)) {
            Peer half = new Peer(harness.port());
            Peer reset = new Peer(harness.port());
            Peer gone = new Peer(harness.port());
            await().until(() -> harness.server.statistics().arriving() == 3);
            half.endOutput();
            reset.reset();
            gone.close();

            half.expectEnd();
            await().until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().turnedAway()).isEmpty();
            assertThat(listener.sessions).isEmpty();
            half.close();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void refuseBeforeTheFirstByteWhatHasNoPlace(Transport transport) throws IOException {
        NetworkConfig config =
                config(transport, LOOKS).toBuilder().maxSessions(1).build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer silent = new Peer(harness.port())) {
            await().until(() -> harness.server.statistics().arriving() == 1);
            try (Peer oneTooMany = new Peer(harness.port())) {
                oneTooMany.expectEnd();
            }

            await().until(() -> harness.server.statistics().refused() == 1);
            silent.send(ProxyHeaders.v2Local());
            expectEcho(silent, frame(1));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hangUpOnArrivalsWhenTheServerCloses(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, LOOKS);
                Peer silent = new Peer(harness.port())) {
            await().until(() -> harness.server.statistics().arriving() == 1);

            harness.server.close();

            silent.expectEnd();
            assertThat(harness.server.statistics().turnedAway()).isEqualTo(Map.of("server-stopping", 1L));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void takeAProxysHeaderForFramesIfNobodyTrustsIt(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, PROXIES_ELSEWHERE);
                Peer peer = new Peer(harness.port())) {
            peer.send(ProxyHeaders.v1("192.0.2.7", 4711));

            peer.expectEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0).name()).isEqualTo("protocol-error");
            assertThat(listener.session().remoteAddress()).isEqualTo(peer.address());
        }
    }
}

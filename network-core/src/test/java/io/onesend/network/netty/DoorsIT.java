package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A port that looks at first bytes, on each transport. Its proxies are elsewhere, so that peers come by themselves. */
class DoorsIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Doors LOOKS =
            Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("192.0.2.0/24", "2001:db8::/32"));

    private final RecordingListener listener = RecordingListener.echo();

    private ServerHarness start(Transport transport, Doors doors) {
        return new ServerHarness(config(transport, doors), listener);
    }

    private static NetworkConfig config(Transport transport, Doors doors) {
        return CONFIG.toBuilder().transport(transport).doors(doors).build();
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

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void loseNoByteHoweverTheFirstArrive(Transport transport) throws IOException {
        byte[] frames = join(frame(1), frame(2, (byte) 7), frame(3));
        try (ServerHarness harness = start(transport, LOOKS)) {
            for (int cut = 1; cut < frames.length; cut++) {
                try (Peer peer = new Peer(harness.port())) {
                    peer.send(Arrays.copyOf(frames, cut));
                    peer.send(Arrays.copyOfRange(frames, cut, frames.length));
                    assertThat(peer.receive(frames.length)).isEqualTo(frames);
                }
            }
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
        try (ServerHarness harness = start(transport, LOOKS);
                Peer peer = new Peer(harness.port())) {
            peer.send(ProxyHeaders.v1("192.0.2.7", 4711));

            peer.expectEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0).name()).isEqualTo("protocol-error");
            assertThat(listener.session().remoteAddress()).isEqualTo(peer.address());
        }
    }
}

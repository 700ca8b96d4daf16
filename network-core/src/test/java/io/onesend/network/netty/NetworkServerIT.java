package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a server on real sockets, on every transport. */
@SuppressWarnings("try") // Some peers are only opened and closed.
class NetworkServerIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static NetworkConfig on(Transport transport) {
        return CONFIG.toBuilder().transport(transport).ioThreads(2).build();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void echoesFramesInOrder(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            assertThat(harness.server.transport()).isEqualTo(transport);
            for (int i = 0; i < 100; i++) {
                peer.send(numbered(i, i * 7));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(peer.receive()).isEqualTo(numbered(i, i * 7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void carriesManyFramesThroughRandomCuts(Transport transport) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int frames = 20_000;
        // The peer may read slower than it writes; no session is closed for that here.
        NetworkConfig roomy = on(transport).toBuilder()
                .sendMaxBytes(64 << 20)
                .sendMaxTotalBytes(64 << 20)
                .build();
        try (ServerHarness harness = new ServerHarness(roomy, RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            byte[][] all = new byte[frames][];
            for (int i = 0; i < frames; i++) {
                all[i] = numbered(i, random.nextInt(400));
            }
            byte[] stream = join(all);
            Thread sender = new Thread(() -> {
                try {
                    for (int from = 0; from < stream.length; ) {
                        int length = Math.min(stream.length - from, 1 + random.nextInt(9000));
                        peer.send(Arrays.copyOfRange(stream, from, from + length));
                        from += length;
                    }
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            sender.start();
            for (int i = 0; i < frames; i++) {
                assertThat(peer.receive()).as("seed %d", seed).isEqualTo(all[i]);
            }
            sender.join();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void echoesARawStream(Transport transport) throws IOException {
        NetworkConfig raw = on(transport).toBuilder()
                .frameFormat(FrameFormat.RAW)
                .maxFrameBytes(4096)
                .build();
        try (ServerHarness harness = new ServerHarness(raw, RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            peer.send("안녕, echo".getBytes(UTF_8));
            assertThat(peer.receive(12)).isEqualTo("안녕, echo".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesOnlyTheSessionThatSendsGarbage(Transport transport) throws IOException {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer good = new Peer(harness.port());
                Peer bad = new Peer(harness.port())) {
            bad.send(new byte[] {1, 0, 0, 0, 0, 0, 0});
            bad.expectEnd();
            good.send(numbered(1, 4));
            assertThat(number(good.receive())).isEqualTo(1);
            await().until(() -> listener.ends.size() == 1);
            assertThat(harness.server.statistics().disconnects()).containsEntry("protocol-error", 1L);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void noticesAReset(Transport transport) throws IOException {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(on(transport), listener)) {
            Peer peer = new Peer(harness.port());
            await().until(() -> listener.sessions.size() == 1);
            peer.reset();
            await().until(() -> listener.ends.size() == 1);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void refusesSessionsOverTheLimitsAndTakesNewOnesWhenOthersHaveLeft(Transport transport) throws IOException {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(
                        on(transport).toBuilder()
                                .maxSessions(3)
                                .maxSessionsPerAddress(2)
                                .build(),
                        listener);
                Peer first = new Peer(harness.port());
                Peer second = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 2);
            try (Peer third = new Peer(harness.port())) {
                third.expectEnd();
            }
            assertThat(harness.server.statistics().refused()).isEqualTo(1);
            first.close();
            await().until(() -> harness.server.statistics().sessions() == 1);
            try (Peer again = new Peer(harness.port())) {
                again.send(numbered(5, 4));
                assertThat(number(again.receive())).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesIdleSessionsAndThoseWhoseDeadlinePasses(Transport transport) throws IOException {
        RecordingListener listener = RecordingListener.echo();
        NetworkConfig config =
                on(transport).toBuilder().idleTimeout(Duration.ofSeconds(2)).build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer idle = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 1);
            try (Peer late = new Peer(harness.port())) {
                await().until(() -> listener.sessions.size() == 2);
                Peer busy = new Peer(harness.port());
                await().until(() -> listener.sessions.size() == 3);
                listener.sessions
                        .get(1)
                        .setDeadline(Duration.ofMillis(1), DisconnectReason.of("late", DisconnectReason.Fault.NETWORK));
                listener.sessions
                        .get(2)
                        .setDeadline(Duration.ofMillis(1), DisconnectReason.of("late", DisconnectReason.Fault.NETWORK));
                listener.sessions.get(2).clearDeadline();
                late.expectEnd();
                while (listener.ends.size() < 2) {
                    busy.send(numbered(1, 4));
                    busy.receive();
                }
                idle.expectEnd();
                assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("late", "idle");
                busy.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void startsAndStopsAgainAndAgainAndTwiceAtOnce(Transport transport) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (ServerHarness one = new ServerHarness(on(transport), RecordingListener.echo())) {
                RecordingListener listener = RecordingListener.echo();
                try (NetworkServer two = NetworkServer.start(on(transport), one.loop, PacketDecoder.BYTES, listener);
                        Peer peer = new Peer(two.port());
                        Peer other = new Peer(one.port())) {
                    peer.send(numbered(i, 4));
                    other.send(numbered(-i, 4));
                    assertThat(number(peer.receive())).isEqualTo(i);
                    assertThat(number(other.receive())).isEqualTo(-i);
                }
            }
        }
    }
}

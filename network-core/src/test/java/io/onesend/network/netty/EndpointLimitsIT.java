package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Endpoint;
import io.onesend.network.EndpointBuilder;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.NetworkServer;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two endpoints of one server: the first has a limit of its own, the second has the server's. */
class EndpointLimitsIT {

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener own = RecordingListener.echo();
    private final RecordingListener plain = RecordingListener.echo();

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private EndpointBuilder<byte[]> own() {
        return Endpoint.builder(PacketDecoder.BYTES, own);
    }

    private NetworkServer start(NetworkConfig config, EndpointBuilder<byte[]> first) {
        Endpoint<byte[]> second = Endpoint.builder(PacketDecoder.BYTES, plain).build();
        return NetworkServer.start(config, Logic.on(loop), List.of(first.build(), second));
    }

    private static Peer peerOf(NetworkServer server, int endpoint) throws IOException {
        return new Peer(((InetSocketAddress) server.addresses().get(endpoint)).getPort());
    }

    private static Peer echoedPeer(NetworkServer server, int endpoint) throws IOException {
        Peer peer = peerOf(server, endpoint);
        expectEcho(peer, frame(1));
        return peer;
    }

    private static void expectEcho(Peer peer, byte[] frame) throws IOException {
        peer.send(frame);
        assertThat(peer.receive()).isEqualTo(frame);
    }

    @Test
    void limitTheLengthOfFrames() throws IOException {
        try (NetworkServer server = start(CONFIG, own().maxFrameBytes(100));
                Peer limited = peerOf(server, 0);
                Peer other = peerOf(server, 1)) {
            expectEcho(limited, numbered(1, 95));
            limited.send(numbered(2, 96));
            limited.expectEnd();
            expectEcho(other, numbered(3, 96));

            await().until(() -> !own.ends.isEmpty());
            assertThat(own.ends)
                    .containsExactly(DisconnectReason.PROTOCOL_ERROR.withDetail("frame length 101 is not 5 to 100"));
            assertThat(plain.ends).isEmpty();
        }
    }

    @Test
    void limitTheTimeToBeIdle() throws IOException {
        try (NetworkServer server = start(CONFIG, own().idleTimeout(Duration.ofMillis(100)));
                Peer other = echoedPeer(server, 1);
                Peer limited = echoedPeer(server, 0)) {
            limited.expectEnd();
            await().until(() -> !own.ends.isEmpty());

            assertThat(own.ends).containsExactly(DisconnectReason.IDLE);
            // It has been idle for longer.
            expectEcho(other, frame(2));
        }
    }

    @Test
    void limitWhatWaitsToBeSentAndSayWhatHappensThen() throws IOException {
        long limit = 64 << 10;
        long serverLimit = 256 << 10;
        NetworkConfig config = CONFIG.toBuilder().sendMaxBytes(serverLimit).build();
        AtomicLong most = new AtomicLong();
        try (NetworkServer server = start(config, own().sendMaxBytes(limit).sendWhenFull(WhenFull.DROP_NEWEST))) {
            own.onPacket = (session, packet) ->
                    assertThat(sendUntilRefused(server, session, most)).isEqualTo(SendResult.DROPPED);
            plain.onPacket = (session, packet) ->
                    assertThat(sendUntilRefused(server, session, most)).isEqualTo(SendResult.CLOSED);
            try (Peer limited = peerOf(server, 0)) {
                limited.send(frame(1));
                await().until(() -> server.statistics().droppedNewest() == 1);
                assertThat(most.get()).isLessThanOrEqualTo(limit);
                assertThat(own.session().isOpen()).isTrue();
            }
            await().until(() -> server.statistics().sessions() == 0);
            try (Peer other = peerOf(server, 1)) {
                other.send(frame(1));
                await().until(() -> !plain.ends.isEmpty());
                assertThat(most.get()).isBetween(limit + 1, serverLimit);
                assertThat(plain.ends.get(0).name()).isEqualTo(DisconnectReason.SEND_LIMIT.name());
            }
            assertThat(own.ends).extracting(DisconnectReason::name).doesNotContain("listener-failed");
        }
    }

    /** The peer does not read, so in the end the queue is full. */
    private static SendResult sendUntilRefused(NetworkServer server, Session session, AtomicLong most) {
        SendResult result;
        do {
            result = session.send(numbered(1, 1_000));
            long queued = server.statistics().queuedBytes();
            most.accumulateAndGet(queued, Math::max);
        } while (result == SendResult.ACCEPTED);
        return result;
    }

    @Test
    void chooseTheStoreThatPacketsWaitIn() throws IOException {
        try (NetworkServer server = start(CONFIG, own().sendStore(Store.RING).sendMaxBytes(1 << 12));
                Peer ring = echoedPeer(server, 0);
                Peer queue = echoedPeer(server, 1)) {
            // A ring of 4 KiB cannot take it, however empty it is; the server's queue of 1 MiB can.
            own.onPacket = (session, packet) -> session.send(new byte[(1 << 12) + 1]);
            plain.onPacket = own.onPacket;
            ring.send(frame(1));
            queue.send(frame(1));

            ring.expectEnd();
            assertThat(queue.receive((1 << 12) + 1)).hasSize((1 << 12) + 1);
        }
    }

    @Test
    void limitHowManyPacketsWaitToBeHandled() throws IOException {
        own.onPacket = (session, packet) -> session.suspend();
        plain.onPacket = own.onPacket;
        byte[][] frames = new byte[100][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = frame(i);
        }
        try (NetworkServer server = start(CONFIG, own().inboundHigh(4).inboundLow(1));
                Peer limited = peerOf(server, 0);
                Peer other = peerOf(server, 1)) {
            limited.send(join(frames));
            other.send(join(frames));
            await().until(() -> waiting(own) >= 3 && waiting(plain) == frames.length - 1);
            assertThat(waiting(own)).isLessThanOrEqualTo(4);

            own.onPacket = (session, packet) -> {};
            loop.execute(() -> own.session().resume());
            await().until(() -> own.received.size() == frames.length);
            assertThat(own.received).containsExactly(frames);
        }
    }

    /** One has been handled. */
    private static long waiting(RecordingListener listener) {
        return listener.received.isEmpty()
                ? 0
                : ((NettySession) listener.session()).inbound().waiting();
    }

    @Test
    void limitHowFastASessionSends() throws IOException {
        try (NetworkServer server =
                        start(CONFIG, own().inboundTokensPerSecond(1).inboundBurst(3));
                Peer limited = peerOf(server, 0);
                Peer other = peerOf(server, 1)) {
            byte[][] frames = new byte[100][];
            Arrays.fill(frames, frame(1));
            limited.send(join(frames));
            other.send(join(frames));
            for (byte[] frame : frames) {
                assertThat(other.receive()).isEqualTo(frame);
            }
            await().until(() -> !own.ends.isEmpty());

            assertThat(own.ends).containsExactly(DisconnectReason.RATE_LIMIT);
        }
    }

    @Test
    void limitTheirSessionsBesideTheServersLimit() throws IOException {
        NetworkConfig config = CONFIG.toBuilder().maxSessions(3).build();
        try (NetworkServer server = start(config, own().maxSessions(2));
                Peer second = echoedPeer(server, 0)) {
            try (Peer first = echoedPeer(server, 0)) {
                expectRefused(server, 0, 1);
                try (Peer third = echoedPeer(server, 1)) {
                    expectEcho(first, frame(2));
                    expectEcho(third, frame(2));
                    // Now the server is full.
                    expectRefused(server, 1, 2);
                }
            }
            await().until(() -> server.statistics().sessions() == 1);
            // The places of both are free again, and only these.
            try (Peer again = echoedPeer(server, 0)) {
                expectRefused(server, 0, 3);
                expectEcho(again, frame(3));
            }
            expectEcho(second, frame(3));
        }
    }

    @Test
    void limitTheirSessionsOfAnAddressBesideTheServersLimit() throws IOException {
        NetworkConfig config = CONFIG.toBuilder().maxSessionsPerAddress(3).build();
        try (NetworkServer server = start(config, own().maxSessionsPerAddress(1));
                Peer other = echoedPeer(server, 1)) {
            try (Peer first = echoedPeer(server, 0)) {
                expectRefused(server, 0, 1);
                try (Peer third = echoedPeer(server, 1)) {
                    expectEcho(first, frame(2));
                    expectEcho(third, frame(2));
                    // The address has its three.
                    expectRefused(server, 1, 2);
                }
            }
            await().until(() -> server.statistics().sessions() == 1);
            echoedPeer(server, 0).close();
            expectEcho(other, frame(3));
        }
    }

    @Test
    void doNotLiftTheServersLimitOfAnAddress() throws IOException {
        NetworkConfig config = CONFIG.toBuilder().maxSessionsPerAddress(1).build();
        try (NetworkServer server = start(config, own().maxSessionsPerAddress(0));
                Peer only = echoedPeer(server, 0)) {
            expectRefused(server, 0, 1);
            expectRefused(server, 1, 2);
            expectEcho(only, frame(2));
        }
    }

    private static void expectRefused(NetworkServer server, int endpoint, int refusals) throws IOException {
        try (Peer oneTooMany = peerOf(server, endpoint)) {
            oneTooMany.expectEnd();
        }
        await().until(() -> server.statistics().refused() == refusals);
    }

    @Test
    void areCheckedBeforeAnythingIsStarted() {
        NetworkConfig config =
                CONFIG.toBuilder().inboundLow(50).inboundHigh(100).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(config, own().inboundHigh(40)))
                .withMessage("inboundLow is 50, but must be below inboundHigh, which is 40");
        ThreadCheck.assertNoThreadNamed("net-");
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfigBuilder;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running server that is given other parameters. */
class ReconfigureIT {

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener listener = RecordingListener.echo();

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private NetworkServer start(UnaryOperator<NetworkConfigBuilder> changes) {
        return NetworkServer.start(changed(changes), loop, PacketDecoder.BYTES, listener);
    }

    private static NetworkConfig changed(UnaryOperator<NetworkConfigBuilder> changes) {
        return changes.apply(CONFIG.toBuilder()).build();
    }

    private static Peer echoed(NetworkServer server) throws IOException {
        Peer peer = new Peer(server.port());
        expectEcho(peer, frame(1));
        return peer;
    }

    private static void expectEcho(Peer peer, byte[] frame) throws IOException {
        peer.send(frame);
        assertThat(peer.receive()).isEqualTo(frame);
    }

    private static void assertRefused(NetworkServer server) throws IOException {
        try (Peer refused = new Peer(server.port())) {
            refused.expectEnd();
        }
    }

    @Test
    void limitsOnTheNumberOfSessionsHoldAtOnce() throws IOException {
        try (NetworkServer server = start(config -> config.maxSessions(1));
                Peer first = echoed(server)) {
            assertRefused(server);
            server.reconfigure(changed(config -> config.maxSessions(2)));
            try (Peer second = echoed(server)) {
                server.reconfigure(changed(config -> config.maxSessions(1)));
                assertRefused(server);
                expectEcho(first, frame(2));
                expectEcho(second, frame(2));
            }
        }
    }

    @Test
    void aLimitOnEachAddressCountsThoseWhoAreThere() throws IOException {
        try (NetworkServer server = start(config -> config.maxSessionsPerAddress(0))) {
            try (Peer first = echoed(server)) {
                server.reconfigure(changed(config -> config.maxSessionsPerAddress(1)));
                assertRefused(server);
                expectEcho(first, frame(2));
            }
            await().until(() -> server.statistics().sessions() == 0);
            try (Peer next = echoed(server)) {
                expectEcho(next, frame(2));
            }
        }
    }

    @Test
    void theLongestFrameIsThatOfSessionsThatBeginLater() throws IOException {
        try (NetworkServer server = start(config -> config.maxFrameBytes(1_000));
                Peer before = echoed(server)) {
            server.reconfigure(changed(config -> config.maxFrameBytes(100)));
            try (Peer later = echoed(server)) {
                expectEcho(before, numbered(2, 900));
                later.send(numbered(3, 900));
                later.expectEnd();
            }
            await().until(() -> !listener.ends.isEmpty());
            assertThat(listener.ends)
                    .containsExactly(DisconnectReason.PROTOCOL_ERROR.withDetail("frame length 905 is not 5 to 100"));
        }
    }

    @Test
    void longerFramesComeInLater() throws IOException {
        try (NetworkServer server = start(config -> config.maxFrameBytes(100))) {
            server.reconfigure(changed(config -> config.maxFrameBytes(60_000)));
            try (Peer later = echoed(server)) {
                expectEcho(later, numbered(3, 50_000));
            }
        }
    }

    @Test
    void theTimeToBeIdleIsThatOfSessionsWhichAreThere() throws IOException {
        try (NetworkServer server = start(config -> config.idleTimeout(Duration.ZERO));
                Peer silent = echoed(server)) {
            server.reconfigure(changed(config -> config.idleTimeout(Duration.ofMillis(100))));
            silent.expectEnd();
            await().until(() -> !listener.ends.isEmpty());
            assertThat(listener.ends).containsExactly(DisconnectReason.IDLE);
        }
    }

    @Test
    void aBlockedLogicLoopIsReportedAfterTheNewTime() throws IOException {
        CountDownLatch goOn = new CountDownLatch(1);
        listener.onPacket = (session, packet) -> awaitLatch(goOn);
        try (CapturedLog log = new CapturedLog();
                NetworkServer server = start(config -> config.blockedAfter(Duration.ZERO));
                Peer peer = new Peer(server.port())) {
            server.reconfigure(changed(config -> config.blockedAfter(Duration.ofMillis(50))));
            peer.send(frame(1));
            await().until(() -> log.text().contains("has held up test-logic"));
            goOn.countDown();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatCannotChangeIsRefusedAndChangesNothing() throws IOException {
        try (NetworkServer server = start(config -> config.maxSessions(1));
                Peer first = echoed(server)) {
            NetworkConfig raw = changed(config -> config.maxSessions(2).frameFormat(FrameFormat.RAW));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.reconfigure(raw))
                    .withMessageContaining("frame format");
            int total = (int) CONFIG.inbound().maxTotalBytes();
            NetworkConfig longer = changed(config ->
                    config.maxSessions(2).inboundMaxTotalBytes(2L * total).maxFrameBytes(total + 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.reconfigure(longer))
                    .withMessageContaining("at the start");
            assertRefused(server);
            expectEcho(first, frame(2));
        }
    }
}

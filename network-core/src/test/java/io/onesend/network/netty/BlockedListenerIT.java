package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the log of blocked listeners; the log goes to standard error here. */
@SuppressWarnings("try") // Some resources are only opened and closed.
class BlockedListenerIT {

    private static final NetworkConfig SOON =
            CONFIG.toBuilder().blockedAfter(Duration.ofMillis(100)).build();

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final CountDownLatch release = new CountDownLatch(1);
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        listener.onPacket = (session, packet) -> waitForTheTest();
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    private void waitForTheTest() {
        try {
            release.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Test
    void namesAListenerThatBlocksTheLogicThread() throws IOException {
        try (ServerHarness harness = new ServerHarness(SOON, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));
            await().until(() -> log().contains("waitForTheTest"));
            release.countDown();
        }
        assertThat(log()).contains("WARN").contains("a task has held up test-logic for ");
    }

    @Test
    void namesAListenerThatBlocksAnIoThread() throws IOException {
        try (NetworkServer server = NetworkServer.start(
                SOON.toBuilder().ioThreads(1).build(), Logic.inline(), PacketDecoder.BYTES, listener)) {
            try (Peer peer = new Peer(server.port())) {
                peer.send(frame(1));
                await().until(() -> log().contains("waitForTheTest"));
                release.countDown();
            }
        }
        assertThat(log()).contains("a task has held up net-io-0 for ");
        ThreadCheck.assertNoThreadNamed("net-");
    }

    @Test
    void namesAListenerThatBlocksWhileTheServerCloses() throws IOException {
        RecordingListener slowToPart = new RecordingListener() {
            @Override
            public void onDisconnect(Session session, DisconnectReason reason) {
                await().until(() -> log().contains("onDisconnect("));
                super.onDisconnect(session, reason);
            }
        };
        NetworkConfig impatient =
                SOON.toBuilder().closeTimeout(Duration.ofMillis(100)).build();
        try (ServerHarness harness = new ServerHarness(impatient, slowToPart);
                Peer peer = new Peer(harness.port())) {
            await().until(() -> slowToPart.sessions.size() == 1);
            harness.server.close();
        }
        // Unless the wait timed out.
        assertThat(slowToPart.ends).hasSize(1);
    }

    @Test
    void saysNothingWhenItIsNotAskedTo() throws IOException {
        NetworkConfig never = CONFIG.toBuilder().blockedAfter(Duration.ZERO).build();
        try (LogicLoop loop = LogicLoop.start("test-logic");
                NetworkServer watching = NetworkServer.start(SOON, LogicLoop.stepped(), PacketDecoder.BYTES, listener);
                NetworkServer server = NetworkServer.start(never, loop, PacketDecoder.BYTES, listener);
                Peer peer = new Peer(server.port())) {
            assertThat(watching.statistics().sessions()).isZero();
            peer.send(frame(1));
            await().pollDelay(Duration.ofMillis(300)).until(() -> listener.received.size() == 1);
            release.countDown();
        }
        assertThat(log()).doesNotContain("held up");
    }
}

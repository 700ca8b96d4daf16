package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a peer that reads, or is served, slower than packets come, on every transport. */
@SuppressWarnings("try") // Some servers are only opened and closed.
class SlowPeerIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static NetworkConfig on(Transport transport) {
        return CONFIG.toBuilder().transport(transport).ioThreads(2).build();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesASlowReceiverAtItsLimitAndServesTheOthers(Transport transport) throws IOException {
        NetworkConfig config = on(transport).toBuilder()
                .sendMaxBytes(256 * 1024)
                .sendMaxTotalBytes(64 << 20)
                .build();
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            try (EncodedPacket shared = EncodedPacket.copyOf(packet)) {
                listener.sessions.forEach(each -> each.send(shared));
            }
        };
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer slow = new Peer(harness.port(), 4096)) {
            await().until(() -> listener.sessions.size() == 1);
            try (Peer quick = new Peer(harness.port())) {
                await().until(() -> listener.sessions.size() == 2);
                for (int i = 0; listener.ends.isEmpty(); i++) {
                    quick.send(numbered(i, 4000));
                    assertThat(number(quick.receive())).isEqualTo(i);
                    assertThat(i).as("packets before the slow one was closed").isLessThan(20_000);
                }
                assertThat(listener.ends.get(0).name()).isEqualTo("send-limit");
                quick.send(numbered(-1, 4));
                assertThat(number(quick.receive())).isEqualTo(-1);
                await().until(() -> harness.server.statistics().queuedBytes() == 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void dropsTheNewestWhereThePolicySaysSo(Transport transport) throws IOException {
        NetworkConfig config = on(transport).toBuilder()
                .sendMaxBytes(64 * 1024)
                .sendMaxTotalBytes(64 << 20)
                .sendWhenFull(WhenFull.DROP_NEWEST)
                .build();
        RecordingListener listener = new RecordingListener();
        List<SendResult> results = new CopyOnWriteArrayList<>();
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < 100; i++) {
                results.add(session.send(numbered(i, 4000)));
            }
            results.add(session.send(numbered(-1, 4)));
        };
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));
            int last = -1;
            int received = 0;
            while (last != 15) {
                last = number(peer.receive());
                assertThat(last).isEqualTo(received++);
            }
            await().until(() -> results.size() == 101);
            assertThat(harness.server.statistics().droppedNewest()).isPositive();
            assertThat(results.subList(0, 16)).containsOnly(SendResult.ACCEPTED);
            assertThat(results).contains(SendResult.DROPPED);
            assertThat(listener.session().isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesASessionWhoseWriteStalls(Transport transport) throws IOException {
        NetworkConfig config = on(transport).toBuilder()
                .sendMaxBytes(64 << 20)
                .sendMaxTotalBytes(64 << 20)
                .sendStallTimeout(Duration.ofMillis(500))
                .build();
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < 5000; i++) {
                session.send(numbered(i, 4000));
            }
        };
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.send(frame(1));
            await().until(() -> !listener.ends.isEmpty());
            assertThat(listener.ends.get(0).name()).isEqualTo("write-stalled");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void slowsDownAPeerThatSendsFasterThanItIsServed(Transport transport) throws Exception {
        NetworkConfig config =
                on(transport).toBuilder().inboundHigh(32).inboundLow(8).build();
        RecordingListener listener = new RecordingListener();
        AtomicBoolean held = new AtomicBoolean(true);
        listener.onPacket = (session, packet) -> {
            if (held.getAndSet(false)) {
                session.suspend();
            }
        };
        AtomicInteger sent = new AtomicInteger();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = new Peer(harness.port())) {
            int frames = 40_000;
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < frames; i++) {
                        peer.send(numbered(i, 1000));
                        sent.incrementAndGet();
                    }
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            sender.start();
            AtomicInteger before = new AtomicInteger(-1);
            // TCP has stopped the sender: the same count twice, half a second apart.
            await().pollInterval(Duration.ofMillis(500)).until(() -> sent.get() == before.getAndSet(sent.get()));
            assertThat(sent.get()).isLessThan(frames);
            assertThat(((NettySession) listener.session()).inbound().waiting()).isLessThanOrEqualTo(32);

            harness.loop.execute(() -> listener.session().resume());
            sender.join();
            await().atMost(Duration.ofSeconds(20)).until(() -> listener.received.size() == frames);
        }
    }
}

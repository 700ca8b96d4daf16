package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
                        peer.send(java.util.Arrays.copyOfRange(stream, from, from + length));
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
            peer.send("안녕, echo".getBytes("UTF-8"));
            assertThat(peer.receive(12)).isEqualTo("안녕, echo".getBytes("UTF-8"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersEverythingToAPeerThatEndsItsSendingSide(Transport transport) throws IOException {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            for (int i = 0; i < 500; i++) {
                peer.send(numbered(i, 100));
            }
            peer.endOutput();
            for (int i = 0; i < 500; i++) {
                assertThat(number(peer.receive())).isEqualTo(i);
            }
            peer.expectOrderlyEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersMoreThanTheSocketHoldsToAPeerThatHasEndedItsSendingSide(Transport transport) throws IOException {
        NetworkConfig roomy = on(transport).toBuilder().sendMaxBytes(64 << 20).build();
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < 3000; i++) {
                session.send(numbered(i, 4000));
            }
        };
        try (ServerHarness harness = new ServerHarness(roomy, listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.send(frame(1));
            peer.endOutput();
            for (int i = 0; i < 3000; i++) {
                assertThat(number(peer.receive())).isEqualTo(i);
            }
            peer.expectOrderlyEnd();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void handlesWhatASuspendedSessionSentBeforeItEnded(Transport transport) throws IOException {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            session.send(packet);
            if (number(packet) == 0) {
                session.suspend();
            }
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(join(numbered(0, 4), numbered(1, 4), numbered(2, 4)));
            peer.endOutput();
            assertThat(number(peer.receive())).isZero();
            harness.loop.execute(() -> listener.session().resume());
            assertThat(number(peer.receive())).isEqualTo(1);
            assertThat(number(peer.receive())).isEqualTo(2);
            peer.expectOrderlyEnd();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsWhatWasAcceptedBeforeAnOrderlyClose(Transport transport) throws IOException {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < 200; i++) {
                session.send(numbered(i, 1000));
            }
            session.close(DisconnectReason.CLOSED_BY_SERVER);
            assertThat(session.send(packet)).isEqualTo(SendResult.CLOSED);
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(join(numbered(0, 4), numbered(1, 4)));
            for (int i = 0; i < 200; i++) {
                assertThat(number(peer.receive())).isEqualTo(i);
            }
            peer.expectOrderlyEnd();
            peer.close();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.received).hasSize(1);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_SERVER);
        }
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
        List<SendResult> results = new ArrayList<>();
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
            await().until(() -> harness.server.statistics().droppedNewest() > 0);
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
    void stopsInOrderWithSessionsThatAreBeingServed(Transport transport) throws IOException {
        RecordingListener listener = new RecordingListener();
        List<Peer> peers = new ArrayList<>();
        ServerHarness harness = new ServerHarness(on(transport), listener);
        try (harness) {
            for (int i = 0; i < 20; i++) {
                peers.add(new Peer(harness.port()));
            }
            await().until(() -> listener.sessions.size() == 20);
            for (Session session : listener.sessions) {
                for (int i = 0; i < 50; i++) {
                    assertThat(session.send(numbered(i, 1000))).isEqualTo(SendResult.ACCEPTED);
                }
            }
            Thread closing = new Thread(harness.server::close);
            closing.start();
            for (Peer peer : peers) {
                for (int i = 0; i < 50; i++) {
                    assertThat(number(peer.receive())).isEqualTo(i);
                }
                peer.expectOrderlyEnd();
                peer.close();
            }
        }
        assertThat(listener.ends).hasSize(20).containsOnly(DisconnectReason.SERVER_STOPPING);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void startsAndStopsAgainAndAgainAndTwiceAtOnce(Transport transport) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (ServerHarness one = new ServerHarness(on(transport), RecordingListener.echo())) {
                RecordingListener listener = RecordingListener.echo();
                try (io.onesend.network.NetworkServer two = io.onesend.network.NetworkServer.start(
                                on(transport), one.loop, io.onesend.network.packet.PacketDecoder.BYTES, listener);
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

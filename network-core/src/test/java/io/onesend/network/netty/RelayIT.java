package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkServer;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a relay is as slow as its receiver, keeps the order, and loses no packet and no memory. */
class RelayIT {

    private static final int MAX_BYTES = 256 * 1024;

    private final LogicLoop loop = LogicLoop.start("relay-logic");

    private static NetworkConfig config(Transport transport, Store store) {
        return NetworkConfig.anyProtocol()
                .transport(transport)
                .sendStore(store)
                .sendMaxBytes(MAX_BYTES)
                .build();
    }

    private static NetworkConfig config() {
        return config(TestTransport.CHOSEN, Store.QUEUE);
    }

    private NetworkServer start(NetworkConfig config, Logic logic, SessionListener<EncodedPacket> listener) {
        return NetworkServer.start(config, logic, PacketDecoder.ENCODED, listener);
    }

    private static void close(NetworkServer server) {
        server.close();
        assertThat(server.statistics().queuedBytes()).isZero();
    }

    @AfterEach
    void nothingIsLeft() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "relay-logic");
    }

    static Stream<Arguments> waysToEcho() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(
                        Arguments.of(transport, Store.QUEUE, true),
                        Arguments.of(transport, Store.QUEUE, false),
                        Arguments.of(transport, Store.RING, false)));
    }

    /** The peer reads nothing until it can send no more: then everything in between is full. */
    @ParameterizedTest
    @MethodSource("waysToEcho")
    void echoesAPeerThatDoesNotReadUntilItCannotSend(Transport transport, Store store, boolean inline)
            throws Exception {
        List<Session> sessions = new CopyOnWriteArrayList<>();
        SessionListener<EncodedPacket> echo = (session, packet) -> {
            if (sessions.isEmpty()) {
                sessions.add(session);
            }
            assertThat(session.relay(packet, session)).isEqualTo(SendResult.ACCEPTED);
            assertThat(session.queuedBytes()).isLessThanOrEqualTo(MAX_BYTES);
        };
        NetworkServer server = start(config(transport, store), inline ? Logic.inline() : Logic.on(loop), echo);
        ByteStream stream = new ByteStream(32 << 20);
        try (Peer peer = new Peer(server.port(), 4096)) {
            CompletableFuture<Void> sent = stream.sendBy(peer);
            await().until(() -> !sessions.isEmpty() && !sessions.get(0).isWritable());
            stream.expectAt(peer);
            ByteStream.join(sent);
            await().until(() -> sessions.get(0).isWritable());
        }
        close(server);
    }

    /** Both receivers are needed for each packet; the slower one decides. */
    @Test
    void passesOnToTwoReceiversAsFastAsTheSlowerOne() throws Exception {
        List<Session> receivers = new CopyOnWriteArrayList<>();
        SessionListener<EncodedPacket> listener = new SessionListener<>() {
            @Override
            public void onConnect(Session session) {
                receivers.add(session);
            }

            @Override
            public void onReceive(Session session, EncodedPacket packet) {
                session.relay(packet, receivers.get(0));
                session.relay(packet, receivers.get(1));
            }
        };
        NetworkServer server = start(config().toBuilder().ioThreads(2).build(), Logic.on(loop), listener);
        ByteStream stream = new ByteStream(16 << 20);
        try (Peer first = new Peer(server.port(), 4096);
                Peer second = connected(server, receivers, 2);
                Peer source = connected(server, receivers, 3)) {
            CompletableFuture<Void> sent = stream.sendBy(source);
            await().until(() -> receivers.stream().anyMatch(session -> !session.isWritable()));
            CompletableFuture<Void> atFirst = CompletableFuture.runAsync(() -> expect(stream, first));
            stream.expectAt(second);
            ByteStream.join(atFirst);
            ByteStream.join(sent);
        }
        close(server);
    }

    private static Peer connected(NetworkServer server, List<Session> sessions, int number) throws IOException {
        Peer peer = new Peer(server.port(), 4096);
        await().until(() -> sessions.size() == number);
        return peer;
    }

    private static void expect(ByteStream stream, Peer peer) {
        try {
            stream.expectAt(peer);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The receiver is aborted while the source waits for it: the source goes on, and is told that it is closed. */
    @Test
    void goesOnWhenTheReceiverIsGone() throws Exception {
        List<Session> sessions = new CopyOnWriteArrayList<>();
        List<SendResult> results = new CopyOnWriteArrayList<>();
        SessionListener<EncodedPacket> listener = new SessionListener<>() {
            @Override
            public void onConnect(Session session) {
                sessions.add(session);
            }

            @Override
            public void onReceive(Session session, EncodedPacket packet) {
                results.add(session.relay(packet, sessions.get(0)));
            }
        };
        NetworkServer server = start(config(), Logic.spread(List.of(loop)), listener);
        try (Peer receiver = new Peer(server.port(), 4096);
                Peer source = connected(server, sessions, 2)) {
            CompletableFuture<Void> sent = new ByteStream(16 << 20).sendBy(source);
            await().until(() -> !sessions.isEmpty() && !sessions.get(0).isWritable());
            receiver.reset();
            ByteStream.join(sent);
            await().until(() -> results.contains(SendResult.CLOSED));
            assertThat(sessions.get(1).isOpen()).isTrue();
        }
        close(server);
    }

    /** Leak detection sees what is not released: packets kept, packets not delivered, and one whose callback fails. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void releasesWhatASessionLeavesBehind(Transport transport) throws Exception {
        List<Session> sessions = new CopyOnWriteArrayList<>();
        List<DisconnectReason> ends = new CopyOnWriteArrayList<>();
        SessionListener<EncodedPacket> listener = new SessionListener<>() {
            @Override
            public void onConnect(Session session) {
                sessions.add(session);
            }

            @Override
            public void onReceive(Session session, EncodedPacket packet) {
                session.relay(packet, sessions.get(0));
                if (sessions.get(0).isWritable()) {
                    return;
                }
                // One more behind what is kept; more packets wait behind it.
                session.relay(packet, sessions.get(0));
                session.relay(packet, sessions.get(0));
            }

            @Override
            public void onDisconnect(Session session, DisconnectReason reason) {
                ends.add(reason);
            }
        };
        NetworkServer server = start(config(transport, Store.QUEUE), Logic.on(loop), listener);
        try (Peer receiver = new Peer(server.port(), 4096);
                Peer source = connected(server, sessions, 2)) {
            CompletableFuture<Void> sent = new ByteStream(64 << 20).sendBy(source);
            AtomicLong before = new AtomicLong();
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                // Nothing moves between two checks: the sockets are full too.
                long now = sessions.get(0).queuedBytes();
                return before.getAndSet(now) == now && !sessions.get(0).isWritable();
            });
            sessions.get(1).abort(DisconnectReason.CLOSED_BY_SERVER);
            await().until(() -> ends.size() == 1);
            await().until(sent::isDone);
            assertThat(receiver.receive(1)).hasSize(1);
        }
        close(server);
    }

    @Test
    void releasesThePacketOfACallbackThatFails() throws Exception {
        List<DisconnectReason> ends = new CopyOnWriteArrayList<>();
        SessionListener<EncodedPacket> listener = new SessionListener<>() {
            @Override
            public void onReceive(Session session, EncodedPacket packet) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void onDisconnect(Session session, DisconnectReason reason) {
                ends.add(reason);
            }
        };
        NetworkServer server = start(config(), Logic.on(loop), listener);
        try (CapturedLog log = new CapturedLog();
                Peer peer = new Peer(server.port())) {
            peer.send(new byte[50_000]);
            await().until(() -> !ends.isEmpty());
            assertThat(ends).extracting(DisconnectReason::name).containsExactly("listener-failed");
            assertThat(log.text()).contains("on purpose");
        }
        close(server);
    }

    /** A frame with a header keeps it, so that the receiver can read what is passed on. */
    @Test
    void passesOnWholeFrames() throws Exception {
        NetworkConfig chat = config().toBuilder().frameFormat(FrameFormat.CHAT).build();
        NetworkServer server = start(chat, Logic.on(loop), (session, packet) -> session.relay(packet, session));
        try (Peer peer = new Peer(server.port())) {
            for (int body : new int[] {0, 1, 3000, 5000, 40_000}) {
                peer.send(Frames.numbered(body, Math.max(4, body)));
                assertThat(peer.receive()).isEqualTo(Frames.numbered(body, Math.max(4, body)));
            }
        }
        close(server);
    }
}

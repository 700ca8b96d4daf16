package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends the two sides of a connection in every order, on every transport. */
@SuppressWarnings("try") // Some peers and servers are only opened and closed.
class HalfCloseIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    /** More than both sockets' buffers hold. */
    private static final int LARGE_FRAMES = 3000;

    private static final int FRAME_BYTES = 4000;

    private final HalfCloseListener listener = new HalfCloseListener();

    private static NetworkConfig on(Transport transport) {
        return CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(2)
                .sendMaxBytes(64 << 20)
                .build();
    }

    private void awaitInputEnd() {
        await().until(() -> !listener.packetsAtInputEnd.isEmpty());
    }

    private void awaitEnd(DisconnectReason reason) {
        await().until(() -> !listener.ends.isEmpty());
        assertThat(listener.ends).containsExactly(reason);
    }

    private static void sendMuch(Session session) {
        for (int i = 0; i < LARGE_FRAMES; i++) {
            assertThat(session.send(numbered(i, FRAME_BYTES))).isEqualTo(SendResult.ACCEPTED);
        }
    }

    private static void receiveMuch(Peer peer) throws IOException {
        for (int i = 0; i < LARGE_FRAMES; i++) {
            assertThat(number(peer.receive())).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void answersAPeerThatHasEndedItsOutput(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(join(numbered(1, 4), numbered(2, 4)));
            peer.endOutput();
            awaitInputEnd();
            Session session = listener.session();
            assertThat(listener.packetsAtInputEnd).containsExactly(2);
            assertThat(session.isOpen()).isTrue();

            assertThat(session.send(numbered(3, 4))).isEqualTo(SendResult.ACCEPTED);
            assertThat(number(peer.receive())).isEqualTo(3);
            session.send(numbered(4, 4));
            session.endOutput();

            assertThat(number(peer.receive())).isEqualTo(4);
            peer.expectOrderlyEnd();
            awaitEnd(DisconnectReason.CLOSED_BY_PEER);
            assertThat(session.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void receivesAfterItHasEndedItsOutput(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 1);
            Session session = listener.session();
            session.send(numbered(1, 4));
            session.endOutput();
            session.endOutput();
            assertThat(session.send(numbered(2, 4))).isEqualTo(SendResult.CLOSED);
            assertThat(number(peer.receive())).isEqualTo(1);
            peer.expectOrderlyEnd();

            for (int i = 0; i < 100; i++) {
                peer.send(numbered(i, 1000));
            }
            await().until(() -> listener.received.size() == 100);
            assertThat(session.isOpen()).isTrue();
            peer.endOutput();

            awaitEnd(DisconnectReason.CLOSED_BY_PEER);
            assertThat(listener.packetsAtInputEnd).containsExactly(100);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsMoreThanTheSocketHoldsAfterThePeersEnd(Transport transport) throws IOException {
        listener.atInputEnd = session -> {
            sendMuch(session);
            session.endOutput();
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.endOutput();
            awaitInputEnd();
            assertThat(harness.server.statistics().queuedBytes()).isPositive();

            receiveMuch(peer);
            peer.expectOrderlyEnd();
            awaitEnd(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void carriesWhatIsQueuedBothWaysWhenBothSidesEnd(Transport transport) throws Exception {
        listener.onPacket = (session, packet) -> {
            if (number(packet) == 0) {
                sendMuch(session);
                session.endOutput();
            }
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < LARGE_FRAMES; i++) {
                        peer.send(numbered(i, FRAME_BYTES));
                    }
                    peer.endOutput();
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
            });
            receiveMuch(peer);
            peer.expectOrderlyEnd();
            sent.get(20, TimeUnit.SECONDS);

            awaitEnd(DisconnectReason.CLOSED_BY_PEER);
            assertThat(listener.received).hasSize(LARGE_FRAMES);
            assertThat(listener.packetsAtInputEnd).containsExactly(LARGE_FRAMES);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void holdsThePeersEndBackWhileSuspended(Transport transport) throws IOException {
        listener.onPacket = (session, packet) -> {
            if (number(packet) == 1) {
                session.suspend();
                session.endOutput();
            }
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(join(numbered(1, 4), numbered(2, 4), numbered(3, 4)));
            peer.endOutput();
            peer.expectOrderlyEnd();
            assertThat(listener.packetsAtInputEnd).isEmpty();
            assertThat(listener.session().isOpen()).isTrue();

            listener.session().resume();

            awaitEnd(DisconnectReason.CLOSED_BY_PEER);
            assertThat(listener.received).hasSize(3);
            assertThat(listener.packetsAtInputEnd).containsExactly(3);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesWithTheReasonGivenAfterItHasEndedItsOutput(Transport transport) throws IOException {
        DisconnectReason done = DisconnectReason.of("done", DisconnectReason.Fault.NONE);
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 1);
            listener.session().endOutput();
            peer.expectOrderlyEnd();
            listener.session().close(done);
            peer.send(frame(1));
            peer.endOutput();

            awaitEnd(done);
            assertThat(listener.received).isEmpty();
            assertThat(listener.packetsAtInputEnd).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void doesNotWaitForeverForAPeerThatDoesNotEndAfterAClose(Transport transport) throws IOException {
        NetworkConfig config =
                on(transport).toBuilder().closeTimeout(Duration.ofMillis(100)).build();
        try (ServerHarness harness = new ServerHarness(config, listener);
                Peer peer = new Peer(harness.port())) {
            await().until(() -> listener.sessions.size() == 1);
            listener.session().endOutput();
            peer.expectOrderlyEnd();
            listener.session().close();

            awaitEnd(DisconnectReason.CLOSED_BY_SERVER);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void abortsAtOnceWhicheverSideHasEnded(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer ended = new Peer(harness.port(), 4096)) {
            ended.endOutput();
            awaitInputEnd();
            sendMuch(listener.session());
            listener.session().endOutput();
            listener.session().abort(DisconnectReason.CLOSED_BY_SERVER);
            awaitEnd(DisconnectReason.CLOSED_BY_SERVER);

            try (Peer ending = new Peer(harness.port())) {
                await().until(() -> listener.sessions.size() == 2);
                listener.sessions.get(1).endOutput();
                ending.expectOrderlyEnd();
                listener.sessions.get(1).abort(DisconnectReason.CLOSED_BY_SERVER);
                await().until(() -> listener.ends.size() == 2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aStopEndsSessionsWithOneSideEnded(Transport transport) throws IOException {
        ServerHarness harness = new ServerHarness(on(transport), listener);
        try (harness;
                Peer ended = new Peer(harness.port())) {
            ended.endOutput();
            awaitInputEnd();
            try (Peer ending = new Peer(harness.port())) {
                await().until(() -> listener.sessions.size() == 2);
                listener.sessions.get(1).endOutput();
                ending.expectOrderlyEnd();
                listener.session().send(numbered(7, 4));

                CompletableFuture<Void> stopped = CompletableFuture.runAsync(harness.server::close);
                assertThat(number(ended.receive())).isEqualTo(7);
                ended.expectOrderlyEnd();
                // The stop may not have come to the second session yet.
                await().until(() -> !listener.sessions.get(1).isOpen());
                ending.close();
                assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
            }
        }
        assertThat(listener.ends).containsExactly(DisconnectReason.SERVER_STOPPING, DisconnectReason.SERVER_STOPPING);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aListenerThatThrowsAtThePeersEndLosesItsSession(Transport transport) throws IOException {
        listener.atInputEnd = session -> {
            throw new IllegalStateException("on purpose");
        };
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                Peer peer = new Peer(harness.port())) {
            peer.endOutput();
            peer.expectEnd();
            awaitEnd(DisconnectReason.LISTENER_FAILED.withDetail("IllegalStateException"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void noticesAResetAfterThePeersEnd(Transport transport) throws IOException {
        assumeThat(transport).as("NIO notices it with the next write").isNotEqualTo(Transport.NIO);
        try (ServerHarness harness = new ServerHarness(on(transport), listener)) {
            Peer peer = new Peer(harness.port());
            peer.endOutput();
            awaitInputEnd();
            peer.reset();

            await().until(() -> !listener.ends.isEmpty());
            assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("network-error");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aWriteNoticesAResetAfterThePeersEnd(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), listener)) {
            Peer peer = new Peer(harness.port());
            peer.endOutput();
            awaitInputEnd();
            peer.reset();

            await().until(() -> {
                listener.session().send(frame(1));
                return !listener.ends.isEmpty();
            });
            assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("network-error");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aResetThatComesWithTheEndIsNoticed(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(on(transport), listener)) {
            for (int i = 0; i < 50; i++) {
                Peer peer = new Peer(harness.port());
                peer.send(numbered(i, 4));
                peer.endOutput();
                peer.reset();
            }
            await().until(() -> listener.sessions.size() == 50);

            await().until(() -> {
                listener.sessions.forEach(session -> session.send(frame(1)));
                return listener.ends.size() == 50;
            });
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that an orderly end of a session, whichever side begins it, loses nothing of what was accepted, on every transport. */
@SuppressWarnings("try") // Some servers are only opened and closed.
class OrderlyEndIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static NetworkConfig on(Transport transport) {
        return CONFIG.toBuilder().transport(transport).ioThreads(2).build();
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
}

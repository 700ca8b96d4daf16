package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.NetworkConfig.WhenFull;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketBuffers;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that one packet to many sessions acts as single sends do. The harness checks that no byte stays counted. */
class SendFanOutIT {

    /** More than one group, and not a multiple of a group. */
    private static final int MANY = 150;

    private final RecordingListener listener = new RecordingListener();
    private final List<Peer> peers = new ArrayList<>();

    private static NetworkConfig config(Store store, WhenFull whenFull, long sessionBytes, long serverBytes) {
        return CONFIG.toBuilder()
                .sendStore(store)
                .sendMaxBytes(sessionBytes)
                .sendMaxTotalBytes(serverBytes)
                .sendWhenFull(whenFull)
                .build();
    }

    private List<Session> connect(int port, int count) throws IOException {
        int before = listener.sessions.size();
        for (int i = 0; i < count; i++) {
            peers.add(new Peer(port, 4096));
            int expected = before + i + 1;
            // One after another, so that a session has the same index as its peer.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> listener.sessions.size() == expected);
        }
        return List.copyOf(listener.sessions);
    }

    /** Closes them before the server closes, which would wait for them, and after a failed test. */
    @AfterEach
    void closePeers() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void reachesEveryReceiverOnceAndInOrder(Store store) throws IOException {
        try (ServerHarness harness =
                new ServerHarness(config(store, WhenFull.DISCONNECT, 1 << 16, 1 << 24), listener)) {
            List<Session> receivers = connect(harness.port(), MANY);
            for (int i = 0; i < 10; i++) {
                try (EncodedPacket packet = EncodedPacket.copyOf(numbered(i, 64))) {
                    Session.sendToAll(receivers, packet);
                }
                assertThat(receivers.get(MANY - 1).send(frame(2))).isNotNull();
            }
            for (int i = 0; i < 10; i++) {
                for (Peer peer : peers) {
                    assertThat(peer.receive()).isEqualTo(numbered(i, 64));
                }
                assertThat(peers.get(MANY - 1).receive()).isEqualTo(frame(2));
            }
            closePeers();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void passesOverTheClosedAndLetsGoOfThePacket(Store store) throws IOException {
        EncodedPacket packet = EncodedPacket.copyOf(numbered(7, 64));
        try (ServerHarness harness =
                new ServerHarness(config(store, WhenFull.DISCONNECT, 1 << 16, 1 << 24), listener)) {
            List<Session> receivers = connect(harness.port(), 5);
            receivers.get(1).close();
            receivers.get(4).abort(DisconnectReason.CLOSED_BY_SERVER);

            Session.sendToAll(receivers, packet);

            for (int open : new int[] {0, 2, 3}) {
                assertThat(number(peers.get(open).receive())).isEqualTo(7);
            }
            peers.get(1).expectEnd();
            peers.get(4).expectEnd();
            await().until(() -> PacketBuffers.references(packet) == 1);
            closePeers();
        }
        packet.close();
    }

    /** One receiver does not read: the policy applies to it, and the others get everything. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aReceiverThatIsFullMeetsThePolicyAlone(Store store) throws IOException {
        int packets = 3000;
        try (ServerHarness harness =
                new ServerHarness(config(store, WhenFull.DROP_NEWEST, 1 << 18, 1 << 24), listener)) {
            List<Session> receivers = connect(harness.port(), 3);
            for (int i = 0; i < packets; i++) {
                try (EncodedPacket packet = EncodedPacket.copyOf(numbered(i, 2000))) {
                    Session.sendToAll(receivers, packet);
                }
                assertThat(number(peers.get(0).receive())).isEqualTo(i);
                assertThat(number(peers.get(2).receive())).isEqualTo(i);
            }
            assertThat(harness.server.statistics().droppedNewest()).isBetween(1L, (long) packets);
            assertThat(number(peers.get(1).receive())).isZero();
            assertThat(listener.ends).isEmpty();
            closePeers();
        }
    }

    /** A group as a whole exceeds the server's limit: as many receivers are served as there is room for. */
    @Test
    void serversCeilingIsKeptAndUsedToTheEnd() throws IOException {
        byte[] frame = numbered(1, 995);
        try (ServerHarness harness =
                new ServerHarness(config(Store.QUEUE, WhenFull.DROP_NEWEST, 1 << 20, 10 * frame.length), listener)) {
            List<Session> receivers = connect(harness.port(), 30);
            List<Long> queued = new ArrayList<>();
            harness.loop.execute(() -> {
                // Nothing is written before this task has ended and woken the lane.
                try (EncodedPacket packet = EncodedPacket.copyOf(frame)) {
                    Session.sendToAll(receivers, packet);
                }
                queued.add(harness.server.statistics().queuedBytes());
                queued.add(harness.server.statistics().droppedNewest());
            });

            for (Peer peer : peers.subList(0, 10)) {
                assertThat(peer.receive()).isEqualTo(frame);
            }
            assertThat(queued).containsExactly(10L * frame.length, 20L);
            closePeers();
        }
    }

    @Test
    void theNewestOfAKeyReplacesTheOldOneOfEachReceiver() throws IOException {
        try (ServerHarness harness =
                new ServerHarness(config(Store.QUEUE, WhenFull.DISCONNECT, 1 << 16, 1 << 24), listener)) {
            List<Session> receivers = connect(harness.port(), 3);
            harness.loop.execute(() -> {
                for (int i = 0; i < 5; i++) {
                    try (EncodedPacket packet = EncodedPacket.copyOf(numbered(i, 10), Delivery.latest("position"))) {
                        Session.sendToAll(receivers, packet);
                    }
                }
            });

            for (Peer peer : peers) {
                assertThat(number(peer.receive())).isEqualTo(4);
            }
            assertThat(harness.server.statistics().replaced()).isEqualTo(12);
            closePeers();
        }
    }

    /** Each has its own limit, so one cannot count the other's bytes. */
    @Test
    void servesSessionsOfTwoServers() throws IOException {
        NetworkConfig config = config(Store.QUEUE, WhenFull.DISCONNECT, 1 << 16, 1 << 24);
        try (ServerHarness harness = new ServerHarness(config, listener);
                NetworkServer other = NetworkServer.start(config, harness.loop, PacketDecoder.BYTES, listener)) {
            connect(harness.port(), 2);
            List<Session> receivers = connect(other.port(), 2);
            try (EncodedPacket packet = EncodedPacket.copyOf(numbered(3, 10))) {
                Session.sendToAll(receivers, packet);
            }
            for (Peer peer : peers) {
                assertThat(number(peer.receive())).isEqualTo(3);
            }
            closePeers();
        }
    }

    @Test
    void doesNothingForNobody() {
        EncodedPacket packet = EncodedPacket.copyOf(frame(1));
        Session.sendToAll(List.of(), packet);
        assertThat(PacketBuffers.references(packet)).isEqualTo(1);
        packet.close();
    }
}

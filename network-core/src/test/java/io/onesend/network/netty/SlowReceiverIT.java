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
import io.onesend.network.NetworkStatistics;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what becomes of packets for a receiver that does not read, by store, policy and kind of delivery. */
class SlowReceiverIT {

    private static final int PACKETS = 2000;
    private static final int BODY = 4000;

    private static NetworkConfig config(Store store, WhenFull whenFull) {
        return CONFIG.toBuilder()
                .sendStore(store)
                .sendMaxBytes(256 * 1024)
                .sendMaxTotalBytes(64 << 20)
                .sendWhenFull(whenFull)
                .build();
    }

    /** Sends far more numbered packets than the socket and the queue hold, all in one turn of the loop. */
    private static List<SendResult> flood(Session session) {
        List<SendResult> results = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            results.add(session.send(numbered(i, BODY)));
        }
        return results;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void carriesALongStreamRoundTheStore(Store store) throws IOException {
        try (ServerHarness harness = new ServerHarness(config(store, WhenFull.DISCONNECT), RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            for (int i = 0; i < PACKETS; i++) {
                peer.send(numbered(i, BODY));
                assertThat(peer.receive()).isEqualTo(numbered(i, BODY));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"QUEUE, DROP_NEWEST", "RING, DROP_NEWEST", "QUEUE, DROP_OLDEST"})
    void dropsInOrderAndCountsWhatItDrops(Store store, WhenFull whenFull) throws IOException {
        RecordingListener listener = new RecordingListener();
        List<SendResult> results = new ArrayList<>();
        listener.onPacket = (session, packet) -> results.addAll(flood(session));
        try (ServerHarness harness = new ServerHarness(config(store, whenFull), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.send(frame(1));
            await().until(() -> results.size() == PACKETS);
            NetworkStatistics now = harness.server.statistics();
            long dropped = now.droppedNewest() + now.droppedOldest();
            assertThat(dropped).isPositive();
            int last = -1;
            for (int received = 0; received < PACKETS - dropped; received++) {
                int number = number(peer.receive());
                assertThat(number).isGreaterThan(last);
                last = number;
            }
            if (whenFull == WhenFull.DROP_OLDEST) {
                assertThat(last).as("the newest is what drop-oldest keeps").isEqualTo(PACKETS - 1);
                assertThat(results).containsOnly(SendResult.ACCEPTED);
            } else {
                assertThat(results).filteredOn(SendResult.DROPPED::equals).hasSize((int) dropped);
            }
            assertThat(listener.session().isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void closesRatherThanLoseWhatMustBeDelivered(Store store) throws IOException {
        RecordingListener listener = new RecordingListener();
        List<SendResult> results = new ArrayList<>();
        listener.onPacket = (session, packet) -> {
            results.addAll(flood(session));
            try (EncodedPacket must = EncodedPacket.copyOf(numbered(-1, BODY), Delivery.MUST_DELIVER)) {
                results.add(session.send(must));
            }
        };
        try (ServerHarness harness = new ServerHarness(config(store, WhenFull.DROP_NEWEST), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            peer.send(frame(1));
            await().until(() -> !listener.ends.isEmpty());
            assertThat(results.get(PACKETS)).isEqualTo(SendResult.CLOSED);
            assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("send-limit");
            await().until(() -> harness.server.statistics().queuedBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void givesBackWhatIsBeingWrittenWhenASessionIsAborted(Store store) throws IOException {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> flood(session);
        try (ServerHarness harness = new ServerHarness(config(store, WhenFull.DROP_NEWEST), listener);
                Peer peer = new Peer(harness.port(), 4096)) {
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                // One flood after another, until no write begins in the pause between two checks.
                peer.send(frame(1));
                NetworkStatistics now = harness.server.statistics();
                return before.getAndSet(now.writes()) == now.writes() && now.queuedBytes() > 0;
            });
            listener.session().abort(DisconnectReason.CLOSED_BY_SERVER);

            // The peer has still not read.
            await().until(() -> harness.server.statistics().queuedBytes() == 0);
            await().until(() -> !listener.ends.isEmpty());
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_SERVER);
        }
    }

    @Test
    void sendsOnlyTheNewestOfAKeyToWhoIsBehind() throws IOException {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            for (int i = 0; i < PACKETS; i++) {
                try (EncodedPacket position = EncodedPacket.copyOf(numbered(i, 4), Delivery.latest("position"))) {
                    assertThat(session.send(position)).isEqualTo(SendResult.ACCEPTED);
                }
            }
        };
        try (ServerHarness harness = new ServerHarness(config(Store.QUEUE, WhenFull.DISCONNECT), listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(frame(1));
            int received = 0;
            int last = -1;
            while (last < PACKETS - 1) {
                last = number(peer.receive());
                received++;
            }
            assertThat(received + harness.server.statistics().replaced()).isEqualTo(PACKETS);
            assertThat(harness.server.statistics().replaced()).isPositive();
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketLimits;
import io.onesend.network.packet.PacketRegistry;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class InboundRateIT {

    /** So slow that no token comes back while the test runs. */
    private static NetworkConfig withBurst(int burst) {
        return CONFIG.toBuilder().inboundTokensPerSecond(1).inboundBurst(burst).build();
    }

    @Test
    void closesASessionWhoseTokensAreSpentAfterWhatTheyPaidFor() throws IOException {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(withBurst(20), listener);
                Peer patient = new Peer(harness.port());
                Peer hasty = new Peer(harness.port())) {
            for (int i = 0; i < 20; i++) {
                hasty.send(frame(7));
                assertThat(hasty.receive()).isEqualTo(frame(7));
            }
            hasty.send(join(frame(7), frame(7), frame(7), frame(7), frame(7), frame(7), frame(7), frame(7)));
            readToTheEnd(hasty);
            await().until(() -> listener.ends.size() == 1);

            assertThat(listener.ends).containsExactly(DisconnectReason.RATE_LIMIT);
            assertThat(harness.server.statistics().disconnects()).containsEntry("rate-limit", 1L);
            patient.send(frame(7));
            assertThat(patient.receive()).isEqualTo(frame(7));
        }
    }

    @Test
    void hasNoLimitByDefault() throws IOException {
        try (ServerHarness harness = new ServerHarness(CONFIG, RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            byte[][] frames = new byte[5000][];
            Arrays.fill(frames, frame(7));
            peer.send(join(frames));
            for (byte[] expected : frames) {
                assertThat(peer.receive()).isEqualTo(expected);
            }
        }
    }

    @Test
    void takesWhatEachIdCostsAndRefusesTooLongFramesOfAnId() throws IOException {
        PacketRegistry<String, Object> registry = PacketRegistry.<String, Object>builder(id -> "unknown")
                .receives(1, codec("free"), PacketLimits.ofCost(0))
                .receives(2, codec("dear"), PacketLimits.ofCost(1000))
                .receives(3, codec("short"), PacketLimits.ofBytes(8))
                .build();
        List<String> received = new CopyOnWriteArrayList<>();
        List<DisconnectReason> ends = new CopyOnWriteArrayList<>();
        SessionListener<String> listener = new SessionListener<>() {
            @Override
            public void onReceive(Session session, String packet) {
                received.add(packet);
            }

            @Override
            public void onDisconnect(Session session, DisconnectReason reason) {
                ends.add(reason);
            }
        };
        try (LogicLoop loop = LogicLoop.start("test-logic");
                NetworkServer server = NetworkServer.start(withBurst(1500), loop, registry, listener)) {
            try (Peer peer = new Peer(server.port())) {
                byte[][] free = new byte[2000][];
                Arrays.fill(free, frame(1));
                peer.send(join(free));
                peer.send(join(frame(2), frame(2)));
                peer.expectEnd();
            }
            await().until(() -> ends.size() == 1);
            assertThat(ends.get(0)).isEqualTo(DisconnectReason.RATE_LIMIT);
            // A closed session's last packets are not delivered; how many came before the close is chance.
            assertThat(received).doesNotContain("unknown", "short");
            try (Peer peer = new Peer(server.port())) {
                peer.send(join(frame(3, (byte) 1, (byte) 2, (byte) 3)));
                await().until(() -> received.contains("short"));
                peer.send(join(frame(3, (byte) 1, (byte) 2, (byte) 3, (byte) 4)));
                peer.expectEnd();
            }
            await().until(() -> ends.size() == 2);
            assertThat(ends.get(1))
                    .isEqualTo(DisconnectReason.PROTOCOL_ERROR.withDetail("packet 3 has 9 bytes, more than its 8"));
        }
    }

    /** A second of waiting brings a token, and another answer before the end. */
    private static void readToTheEnd(Peer peer) throws IOException {
        try {
            int read;
            do {
                read = peer.receive(1).length;
            } while (read > 0);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static PacketCodec<String> codec(String name) {
        return PacketCodec.of(
                body -> {
                    body.rest();
                    return name;
                },
                (packet, body) -> {});
    }
}

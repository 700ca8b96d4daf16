package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the places of sessions are free again, however the sessions end. */
class SessionRegistryIT {

    private static final int MOST = 12;
    private static final int STEPS = 400;

    /** What the peer or this side does to a session; the listener understands the first three. */
    private enum Way {
        ASKS_TO_BE_CLOSED,
        ASKS_TO_BE_ABORTED,
        MAKES_THE_LISTENER_FAIL,
        BREAKS_THE_PROTOCOL,
        ENDS_ITS_OUTPUT,
        CLOSES,
        RESETS,
        RESETS_WITH_BYTES_UNDER_WAY
    }

    private final RecordingListener listener = new RecordingListener();

    SessionRegistryIT() {
        listener.onPacket = (session, packet) -> {
            switch (Way.values()[packet[2]]) {
                case ASKS_TO_BE_CLOSED -> session.close();
                case ASKS_TO_BE_ABORTED -> session.abort(DisconnectReason.CLOSED_BY_SERVER);
                case MAKES_THE_LISTENER_FAIL -> throw new IllegalStateException("as asked");
                default -> session.send(packet);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void freesEveryPlaceWhateverEndsASession(Transport transport) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        // More come than go, so that many find the server full: by the limit of all sessions or of the address.
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(2)
                .maxSessions(random.nextBoolean() ? MOST : 1000)
                .maxSessionsPerAddress(MOST)
                .build();
        try (ServerHarness harness = new ServerHarness(config, listener)) {
            List<Peer> peers = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                if (peers.size() < 2 * MOST && random.nextInt(5) < 3) {
                    peers.add(new Peer(harness.port()));
                } else if (!peers.isEmpty()) {
                    end(peers.remove(random.nextInt(peers.size())), Way.values()[random.nextInt(Way.values().length)]);
                }
            }
            for (Peer peer : peers) {
                end(peer, Way.RESETS);
            }
            awaitArrivals(harness.port());
            await().alias("seed " + seed)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> harness.server.statistics().sessions() == 0);
            assertThat(harness.server.statistics().refused())
                    .as("seed %d", seed)
                    .isPositive();
            assertThat(listener.ends).hasSameSizeAs(listener.sessions);
            takesAsManyAsAtFirst(harness);
        }
    }

    /** Connections come in their order: when a last one has met its end, the server has had all of them. */
    private static void awaitArrivals(int port) throws IOException {
        try (Peer last = new Peer(port)) {
            last.endOutput();
            last.expectEnd();
        }
    }

    /** Proves it by filling the limits: a leaked place would be missing here. */
    private void takesAsManyAsAtFirst(ServerHarness harness) throws IOException {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Peer peer = new Peer(harness.port());
            peers.add(peer);
            peer.send(frame(Way.CLOSES.ordinal()));
            assertThat(peer.receive()).isEqualTo(frame(Way.CLOSES.ordinal()));
        }
        assertThat(harness.server.statistics().sessions()).isEqualTo(MOST);
        try (Peer oneTooMany = new Peer(harness.port())) {
            oneTooMany.expectEnd();
        }
        for (Peer peer : peers) {
            peer.close();
        }
    }

    private static void end(Peer peer, Way way) throws IOException {
        try (peer) {
            switch (way) {
                case ASKS_TO_BE_CLOSED, ASKS_TO_BE_ABORTED, MAKES_THE_LISTENER_FAIL -> peer.send(frame(way.ordinal()));
                case BREAKS_THE_PROTOCOL -> peer.send(new byte[] {1, 0, 0, 0, 0});
                case ENDS_ITS_OUTPUT -> peer.endOutput();
                case CLOSES -> {}
                case RESETS -> peer.reset();
                case RESETS_WITH_BYTES_UNDER_WAY -> {
                    peer.send(numbered(0, 1000));
                    peer.reset();
                }
            }
        } catch (IOException refused) {
            // It was one too many; the server has already reset it.
            assertThat(refused).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
        }
    }
}

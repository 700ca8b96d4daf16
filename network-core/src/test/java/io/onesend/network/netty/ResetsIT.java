package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkConfig.Store;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.netty.ResettingPeers.Ask;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests peers that reset their connections at every point of a session's life; afterwards nothing of them is left. */
class ResetsIT {

    /** On each transport, with each store. */
    private static final int CONNECTIONS = Integer.getInteger("resets.connections", 2_000);

    private static final int PLACES = 128;
    private static final int PLACES_FOR_RESETTING_PEERS = PLACES - 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final byte[] PACKET_OF_A_FLOOD = new byte[64 << 10];
    private static final int PACKETS_OF_A_FLOOD = 56;
    private static final int SEND_BYTES = 4 << 20;
    private static final int SERVER_SEND_BYTES = PLACES * SEND_BYTES;

    private final AtomicLong connects = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final AtomicLong withoutAddress = new AtomicLong();
    private final long seed = new Random().nextLong();

    static Stream<Arguments> transportsAndStores() {
        return ServerHarness.transports()
                .flatMap(transport -> Arrays.stream(Store.values()).map(store -> Arguments.of(transport, store)));
    }

    private final class Listener implements SessionListener<byte[]> {
        @Override
        public void onConnect(Session session) {
            connects.incrementAndGet();
            if (((InetSocketAddress) session.remoteAddress()).getPort() == 0) {
                withoutAddress.incrementAndGet();
            }
        }

        @Override
        public void onReceive(Session session, byte[] packet) {
            switch (Ask.of(packet)) {
                case NOTHING -> {}
                case ANSWER -> session.send(packet);
                case CLOSE -> session.close();
                case ABORT -> session.abort(DisconnectReason.CLOSED_BY_SERVER);
                case FLOOD -> {
                    for (int i = 0; i < PACKETS_OF_A_FLOOD; i++) {
                        session.send(PACKET_OF_A_FLOOD);
                    }
                }
                case PAUSE -> {
                    session.suspend();
                    session.logicLoop().execute(session::resume);
                }
            }
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            disconnects.incrementAndGet();
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndStores")
    void leaveNothingBehind(Transport transport, Store store) throws IOException {
        NetworkConfig config = CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(1)
                .maxSessions(10 * PLACES)
                .maxSessionsPerAddress(PLACES)
                .sendStore(store)
                .sendMaxBytes(SEND_BYTES)
                .sendMaxTotalBytes(SERVER_SEND_BYTES)
                .build();
        try (CapturedLog log = new CapturedLog();
                ServerHarness harness = new ServerHarness(config, new Listener())) {
            int sockets = openSockets();
            PeerPlaces places = new PeerPlaces(
                    PLACES_FOR_RESETTING_PEERS,
                    () -> harness.server.statistics().sessions(),
                    atMost -> catchUp(harness, atMost));
            ResettingPeers peers = new ResettingPeers(harness.port(), places, new Random(seed));
            for (int left = CONNECTIONS; left > 0; ) {
                left -= peers.walk(left);
            }
            catchUp(harness, 0);
            await().alias("seed " + seed).atMost(PATIENCE).until(() -> openSockets() <= sockets);
            assertThat(disconnects).as("seed %d", seed).hasValue(connects.get());
            assertThat(withoutAddress).as("seed %d", seed).hasValue(0);
            assertThat(harness.server.statistics().queuedBytes())
                    .as("seed %d", seed)
                    .isZero();
            assertThat(log.text())
                    .as("seed %d", seed)
                    .doesNotContain(DisconnectReason.TOO_MANY_SESSIONS_OF_ADDRESS.name());
            servesEveryPlace(harness);
            assertThat(log.text()).doesNotContain("reached");
        }
    }

    /** While the I/O thread is held up, both the data and the reset arrive. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void areNoticedBehindDataThatIsStillToBeRead(Transport transport) throws Exception {
        CountDownLatch heldUp = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            heldUp.countDown();
            await().until(() -> goOn.getCount() == 0);
        };
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), Logic.inline(), listener);
                Peer other = new Peer(harness.port())) {
            Peer peer = new Peer(harness.port());
            await().until(() -> listener.sessions.size() == 2);
            other.send(frame(Ask.NOTHING.ordinal()));
            heldUp.await();
            peer.send(new byte[] {9});
            peer.reset();
            goOn.countDown();

            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0).name()).isEqualTo("network-error");
            assertThat(harness.server.statistics().sessions()).isEqualTo(1);
        }
    }

    /** If they cannot be counted, nothing is compared. */
    private static int openSockets() throws IOException {
        return OpenSockets.canBeCounted() ? OpenSockets.count() : 0;
    }

    /**
     * Waits until every connection has been counted, by a peer that is answered: the acceptor and the only I/O thread take
     * connections in their order. Its own place is the one that the resetting peers leave free.
     */
    private void catchUp(ServerHarness harness, int sessions) throws IOException {
        try (Peer last = new Peer(harness.port())) {
            ResettingPeers.beAnswered(last);
        }
        await().alias("seed " + seed)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> harness.server.statistics().sessions() <= sessions);
    }

    /** Proves it by filling the limit: a place still taken would be missing here. */
    private static void servesEveryPlace(ServerHarness harness) throws IOException {
        List<Peer> honest = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            Peer peer = new Peer(harness.port());
            honest.add(peer);
            ResettingPeers.beAnswered(peer);
        }
        try (Peer oneTooMany = new Peer(harness.port())) {
            oneTooMany.expectEnd();
        }
        for (Peer peer : honest) {
            peer.close();
        }
    }
}

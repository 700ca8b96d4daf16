package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.SessionOrder;
import io.onesend.network.SessionPage;
import io.onesend.network.SessionQuery;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what a server and a client tell of their sessions: which there are, and their own addresses. */
class SessionListIT {

    private final RecordingListener listener = new RecordingListener();

    @Test
    void listsAServersSessionsOldestFirst() throws IOException {
        NetworkServer closed;
        try (ServerHarness harness = new ServerHarness(CONFIG, listener)) {
            closed = harness.server;
            assertThat(harness.server.sessions()).isEmpty();
            List<Peer> peers = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                peers.add(new Peer(harness.port()));
                int expected = i;
                await().until(() -> listener.sessions.size() == expected);
            }
            List<Session> all = harness.server.sessions();
            assertThat(all).isEqualTo(listener.sessions);
            assertThatThrownBy(() -> all.remove(0)).isInstanceOf(UnsupportedOperationException.class);

            peers.get(1).close();
            await().until(() -> harness.server.sessions().size() == 3);
            assertThat(harness.server.sessions())
                    .containsExactly(listener.sessions.get(0), listener.sessions.get(2), listener.sessions.get(3));
            // The copy stays as it was.
            assertThat(all).hasSize(4);
            for (Peer peer : peers) {
                peer.close();
            }
        }
        assertThat(closed.sessions()).isEmpty();
    }

    @Test
    void listsAClientsSessionsOldestFirst() throws Exception {
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, harness.loop)) {
            assertThat(client.sessions()).isEmpty();
            Session first = connect(client, harness.port());
            await().until(() -> client.sessions().equals(List.of(first)));
            Session second = connect(client, harness.port());
            await().until(() -> client.sessions().equals(List.of(first, second)));

            first.close();
            await().until(() -> client.sessions().equals(List.of(second)));
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void tellsItsOwnAddressOnBothSidesAlsoAfterTheEnd(Transport transport) throws Exception {
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), listener);
                NetworkClient client = NetworkClient.start(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), harness.loop)) {
            Session here = connect(client, harness.port());
            await().until(() -> listener.sessions.size() == 1);
            Session there = listener.session();

            assertThat(there.localAddress()).isEqualTo(harness.server.address());
            assertThat(here.localAddress()).isEqualTo(there.remoteAddress());
            here.close();
            await().until(() -> harness.server.sessions().isEmpty());
            await().until(() -> client.sessions().isEmpty());
            assertThat(there.localAddress()).isEqualTo(harness.server.address());
            assertThat(here.localAddress()).isEqualTo(there.remoteAddress());
        }
    }

    @Test
    void tellsWhatSessionsHaveCountedToWhoMayWait() throws Exception {
        RecordingListener echo = RecordingListener.echo();
        try (ServerHarness harness =
                        new ServerHarness(CONFIG.toBuilder().ioThreads(2).build(), echo);
                Peer one = new Peer(harness.port());
                Peer other = new Peer(harness.port())) {
            one.send(frame(1));
            one.receive();
            for (int i = 0; i < 3; i++) {
                other.send(frame(1));
                other.receive();
            }
            await().until(() -> harness.server.statistics().packetsOut() == 4);

            SessionPage page = harness.server.sessions(SessionQuery.by(SessionOrder.PACKETS_IN));

            assertThat(page.matching()).isEqualTo(2);
            assertThat(page.sessions())
                    .extracting(SessionInfo::remoteAddress)
                    .containsExactly(other.address(), one.address());
            assertThat(page.sessions()).extracting(SessionInfo::packetsOut).containsExactly(3L, 1L);
            long id = page.sessions().get(1).id();
            assertThat(harness.server.session(id).orElseThrow().remoteAddress()).isEqualTo(one.address());
            one.send(frame(1));
            one.receive();
            await().until(() -> harness.server.session(id).orElseThrow().packetsOut() == 2);
            assertThat(harness.server.session(id + 100)).isEmpty();
            assertThat(harness.server.slowReceivers()).isEmpty();

            CompletableFuture<Object> onLogicThread = new CompletableFuture<>();
            harness.loop.execute(() -> onLogicThread.complete(catchThrowable(() -> harness.server.session(id))));
            assertThat(onLogicThread.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        }
    }

    private Session connect(NetworkClient client, int port) throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return client.connect(address, Duration.ofSeconds(5), PacketDecoder.BYTES, new RecordingListener())
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}

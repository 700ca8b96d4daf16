package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.StubSession;
import io.onesend.network.testing.TestTransport;
import io.onesend.network.testing.ThreadCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's sessions that share the I/O thread of another session. */
@SuppressWarnings("try") // Some peers are only opened and closed.
class ConnectBesideIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PAIRS = 8;

    /** The front's sessions, in the order in which they came, and what their listener recorded. */
    private final RecordingListener near = new RecordingListener();

    private final RecordingListener far = new RecordingListener();
    private final NetworkServer behind = start(config(TestTransport.CHOSEN), new RecordingListener());

    private static NetworkConfig config(Transport transport) {
        return NetworkConfig.anyProtocol().transport(transport).ioThreads(3).build();
    }

    private static NetworkServer start(NetworkConfig config, SessionListener<byte[]> listener) {
        return NetworkServer.start(config, Logic.inline(), PacketDecoder.BYTES, listener);
    }

    private CompletableFuture<Session> connect(NetworkClient client, Session beside, SessionListener<byte[]> listener) {
        InetSocketAddress address = behind.address();
        return client.connectBeside(beside, address, PATIENCE, PacketDecoder.BYTES, listener)
                .toCompletableFuture();
    }

    /** A session of the server that has come. */
    private Session arrived(int number) {
        await().until(() -> near.sessions.size() > number);
        return near.sessions.get(number);
    }

    @AfterEach
    void leavesNothing() {
        behind.close();
        ThreadCheck.assertNoThreadNamed("net-");
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void isOnTheThreadOfTheOtherSession(Transport transport) throws Exception {
        Map<Session, Thread> threads = new ConcurrentHashMap<>();
        List<Peer> peers = new ArrayList<>();
        try (NetworkClient client = NetworkClient.start(config(transport), Logic.inline());
                NetworkServer front = start(config(transport), near)) {
            for (int i = 0; i < PAIRS; i++) {
                peers.add(new Peer(front.port()));
                Session first = arrived(i);
                Session second = connect(client, first, far).get(10, TimeUnit.SECONDS);
                assertThat(second.logicLoop()).isSameAs(first.logicLoop());
                for (Session each : List.of(first, second)) {
                    ((NettySession) each).executeOnEventLoop(() -> threads.put(each, Thread.currentThread()));
                }
                await().until(() -> threads.size() == 2);
                assertThat(threads.get(second)).isSameAs(threads.get(first));
                threads.clear();
            }
            await().until(() -> far.sessions.size() == PAIRS);
            assertThat(client.statistics().sessions()).isEqualTo(PAIRS);
            assertThat(front.statistics().sessions()).isEqualTo(PAIRS);
            for (Peer peer : peers) {
                peer.close();
            }
        }
        assertThat(far.ends).hasSize(PAIRS);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void endsWithTheServerWhoseThreadItHas(Transport transport) throws Exception {
        try (NetworkClient client = NetworkClient.start(config(transport), Logic.inline())) {
            Session second;
            try (NetworkServer front = start(config(transport), near);
                    Peer peer = new Peer(front.port())) {
                second = connect(client, arrived(0), far).get(10, TimeUnit.SECONDS);
            }
            await().until(() -> far.ends.size() == 1);
            assertThat(second.isOpen()).isFalse();
            assertThat(client.sessions()).isEmpty();

            // The thread is gone, so this is on a thread of the client's own.
            assertThat(connect(client, near.session(), far)
                            .get(10, TimeUnit.SECONDS)
                            .isOpen())
                    .isTrue();
        }
        assertThat(far.ends).hasSize(2);
    }

    /** What was accepted goes out first. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void endsInOrderWithItsClient(Transport transport) throws Exception {
        RecordingListener arrivals = new RecordingListener();
        int bytes = 1_000_000;
        try (NetworkServer target = start(config(transport), arrivals);
                NetworkServer front = start(config(transport), near);
                Peer peer = new Peer(front.port())) {
            try (NetworkClient client = NetworkClient.start(config(transport), Logic.inline())) {
                Session second = client.connectBeside(arrived(0), target.address(), PATIENCE, PacketDecoder.BYTES, far)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                second.send(new byte[bytes]);
            }
            assertThat(far.ends).hasSize(1);
            await().until(() -> arrivals.ends.size() == 1);
            assertThat(arrivals.received.stream().mapToInt(read -> read.length).sum())
                    .isEqualTo(bytes);
            assertThat(near.session().isOpen()).isTrue();
        }
    }

    /** Such a callback runs on a thread that is not the client's, and the close would wait for the callback all the same. */
    @Test
    void itsCallbackCannotCloseTheClient() throws Exception {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        try (NetworkClient client = NetworkClient.start(config(TestTransport.CHOSEN), Logic.inline());
                NetworkServer front = start(config(TestTransport.CHOSEN), near);
                Peer peer = new Peer(front.port())) {
            connect(client, arrived(0), new RecordingListener() {
                @Override
                public void onConnect(Session session) {
                    try {
                        client.close();
                        refused.complete(new AssertionError("closed"));
                    } catch (IllegalStateException inCallback) {
                        refused.complete(inCallback);
                    }
                }
            });
            assertThat(refused.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be called in one");
        }
    }

    @Test
    void isOnAThreadOfItsClientIfTheOtherSessionHasAnotherTransport() throws Exception {
        Transport other = ServerHarness.available()
                .filter(transport -> transport != Transport.NIO)
                .findFirst()
                .orElse(Transport.NIO);
        try (NetworkClient client = NetworkClient.start(config(Transport.NIO), Logic.inline());
                NetworkServer front = start(config(other), near);
                Peer peer = new Peer(front.port())) {
            Session second = connect(client, arrived(0), far).get(10, TimeUnit.SECONDS);
            assertThat(second.logicLoop() == near.session().logicLoop()).isEqualTo(other == Transport.NIO);
        }
    }

    @Test
    void refusesASessionOfAnotherLibrary() {
        try (NetworkClient client = NetworkClient.start(config(TestTransport.CHOSEN), Logic.inline())) {
            assertThatThrownBy(() -> connect(client, new StubSession(1), far))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a session of a server or client");
        }
    }

    /** A thread that has just ended takes no connection, and calls no listener to say so. */
    @Test
    void failsAtOnceIfTheThreadHasEnded() {
        TransportFactory transport = TransportFactory.named(Transport.NIO);
        EventLoops ended = EventLoops.create(transport, 1);
        ended.stop();
        Bootstrap bootstrap = new Bootstrap()
                .group(ended.group())
                .channelFactory(transport.channels()::get)
                .handler(new ChannelInboundHandlerAdapter());
        ClientConnector connector = new ClientConnector(ended.group(), new ClientNameLookups(InetAddress::getByName));

        assertThat(connector.connect(bootstrap, behind.address(), null, PATIENCE, null))
                .isCompletedExceptionally();
    }
}

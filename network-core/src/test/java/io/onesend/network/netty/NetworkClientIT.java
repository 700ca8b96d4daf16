package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.BindFailedException;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // Some servers are only opened and closed.
class NetworkClientIT {

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void talksToAServer(Transport transport) throws Exception {
        RecordingListener answers = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), RecordingListener.echo());
                NetworkClient client = NetworkClient.start(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), harness.loop)) {
            Session session = client.connect(
                            loopback(harness.port()), Duration.ofSeconds(5), PacketDecoder.BYTES, answers)
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            session.send(numbered(1, 4));
            session.send(numbered(2, 4));
            await().until(() -> answers.received.size() == 2);
            assertThat(answers.received).containsExactly(numbered(1, 4), numbered(2, 4));
            assertThat(session.remoteAddress()).isEqualTo(loopback(harness.port()));
            session.close();
            await().until(() -> answers.ends.size() == 1);
        }
    }

    /** Otherwise a close just then would end without it: it would wait for nothing, and what was sent would be lost. */
    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void knowsASessionFromTheMomentThatItIsConnected(Transport transport) throws Exception {
        NetworkConfig config =
                CONFIG.toBuilder().transport(transport).ioThreads(1).build();
        try (ServerHarness harness = new ServerHarness(config, new RecordingListener());
                NetworkClient client = NetworkClient.start(config, harness.loop)) {
            for (int i = 0; i < 50; i++) {
                List<Session> known = client.connect(
                                loopback(harness.port()),
                                Duration.ofSeconds(5),
                                PacketDecoder.BYTES,
                                new RecordingListener())
                        .thenApply(session -> client.sessions())
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
                assertThat(known).hasSize(i + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void receivesAnAnswerAfterItHasEndedItsOutput(Transport transport) throws Exception {
        HalfCloseListener questions = new HalfCloseListener();
        questions.atInputEnd = session -> {
            session.send(numbered(questions.received.size(), 4));
            session.endOutput();
        };
        HalfCloseListener answers = new HalfCloseListener();
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), questions);
                NetworkClient client = NetworkClient.start(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), harness.loop)) {
            Session session = client.connect(
                            loopback(harness.port()), Duration.ofSeconds(5), PacketDecoder.BYTES, answers)
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            session.send(numbered(1, 4));
            session.send(numbered(2, 4));
            session.endOutput();

            await().until(() -> answers.ends.size() == 1 && questions.ends.size() == 1);
            assertThat(answers.received).containsExactly(numbered(2, 4));
            assertThat(answers.packetsAtInputEnd).containsExactly(1);
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
            assertThat(questions.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void connectsFromTheAddressItIsTold(Transport transport) throws Exception {
        InetSocketAddress from = new InetSocketAddress("127.0.0.7", 0);
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), arrivals);
                NetworkClient client = NetworkClient.start(
                        CONFIG.toBuilder().transport(transport).ioThreads(1).build(), harness.loop)) {
            Session session = client.connect(
                            loopback(harness.port()),
                            from,
                            Duration.ofSeconds(5),
                            PacketDecoder.BYTES,
                            new RecordingListener())
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            await().until(() -> arrivals.sessions.size() == 1);
            assertThat(arrivals.sessions.get(0).remoteAddress())
                    .isInstanceOfSatisfying(
                            InetSocketAddress.class,
                            peer -> assertThat(peer.getHostString()).isEqualTo("127.0.0.7"));
            session.close();
        }
    }

    @Test
    void saysThatItCannotConnectFromAnAddressOfAnotherMachine() {
        InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.1", 0);
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, harness.loop)) {
            assertThatThrownBy(() -> client.connect(
                                    loopback(harness.port()),
                                    elsewhere,
                                    Duration.ofSeconds(5),
                                    PacketDecoder.BYTES,
                                    new RecordingListener())
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("assign requested address");
        }
    }

    @Test
    void tellsItsLoopBeforeThereIsASession() {
        try (ServerHarness harness = new ServerHarness(CONFIG, RecordingListener.echo());
                NetworkClient onLoop = NetworkClient.start(CONFIG, harness.loop);
                NetworkClient inline =
                        NetworkClient.start(CONFIG.toBuilder().ioThreads(1).build(), Logic.inline())) {
            assertThat(onLoop.logicLoop()).isSameAs(harness.loop);
            CompletableFuture<String> ran = new CompletableFuture<>();
            inline.logicLoop().execute(() -> ran.complete(Thread.currentThread().getName()));
            assertThat(ran).succeedsWithin(Duration.ofSeconds(5)).asString().startsWith("net-io-");
        }
    }

    @Test
    void saysWhyItCannotConnect() throws Exception {
        int free = FreePort.choose();
        RecordingListener never = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, harness.loop)) {
            assertThatThrownBy(() -> client.connect(loopback(free), Duration.ofSeconds(5), PacketDecoder.BYTES, never)
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining(String.valueOf(free))
                    .hasMessageContaining("refused");
        }
        assertThat(never.sessions).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() {
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener())) {
            assertThatThrownBy(() -> NetworkServer.start(
                            CONFIG.toBuilder().port(harness.port()).build(),
                            harness.loop,
                            PacketDecoder.BYTES,
                            new RecordingListener()))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageContaining("127.0.0.1:" + harness.port());
        }
    }
}

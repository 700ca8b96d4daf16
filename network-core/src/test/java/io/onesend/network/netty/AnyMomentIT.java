package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls the public methods at moments and on threads that they were not made for: each works, or refuses at once. */
class AnyMomentIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final DisconnectReason WHY = DisconnectReason.CLOSED_BY_SERVER;

    /** A server and a client of one loop, and a session of each. */
    private static final class Everything {
        /** A suspended session does not take up the end of its peer. */
        private static final NetworkConfig CLOSES_SOON =
                CONFIG.toBuilder().closeTimeout(Duration.ofMillis(500)).build();

        private final LogicLoop loop = LogicLoop.start("test-logic");
        private final RecordingListener listener = new RecordingListener();
        private final NetworkServer server = NetworkServer.start(CLOSES_SOON, loop, PacketDecoder.BYTES, listener);
        private final NetworkClient client = NetworkClient.start(CLOSES_SOON, loop);
        private final InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        private final KeptConnection kept;

        Everything() {
            kept = client.keepConnected(
                    address, SOON, Backoff.defaults(), PacketDecoder.BYTES, new RecordingListener());
            await().until(() -> listener.sessions.size() == 1 && kept.session() != null);
        }

        CompletableFuture<Session> connect(InetSocketAddress to) {
            return client.connect(to, SOON, PacketDecoder.BYTES, new RecordingListener())
                    .toCompletableFuture();
        }

        void close() {
            client.close();
            server.close();
            loop.close();
            ThreadCheck.assertNoThreadNamed("net-", "test-logic");
        }
    }

    /** A call and the exception that it throws. */
    private record Call(String name, @Nullable Class<? extends Throwable> thrown, Consumer<Everything> made) {
        static Call works(String name, Consumer<Everything> made) {
            return new Call(name, null, made);
        }

        static Call refuses(String name, Class<? extends Throwable> thrown, Consumer<Everything> made) {
            return new Call(name, thrown, made);
        }

        /** Makes the call on the calling thread. */
        void check(Everything all) {
            if (thrown == null) {
                made.accept(all);
            } else {
                assertThatThrownBy(() -> made.accept(all)).isInstanceOf(thrown);
            }
        }

        /** Makes the call on its own thread, so that a call that hangs is found. */
        void checkSoon(Everything all) {
            assertThat(CompletableFuture.runAsync(() -> check(all))).succeedsWithin(SOON);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> whatMayBeCalledAnywhere() {
        return Stream.of(
                Call.works(
                        "server.addresses",
                        all -> assertThat(all.server.addresses()).hasSize(1)),
                Call.works(
                        "server.statistics",
                        all -> assertThat(all.server.statistics()).isNotNull()),
                Call.works(
                        "server.transport",
                        all -> assertThat(all.server.transport()).isNotNull()),
                Call.works("server.drain", all -> all.server.drain()),
                Call.works("server.undrain", all -> all.server.undrain()),
                Call.works("server.stopAccepting", all -> all.server.stopAccepting()),
                Call.works(
                        "client.logicLoop",
                        all -> assertThat(all.client.logicLoop()).isSameAs(all.loop)),
                Call.works(
                        "kept.session", all -> assertThat(all.kept.failures()).isNotNegative()),
                Call.works("session.suspend", all -> all.listener.session().suspend()),
                Call.works("session.resume", all -> all.listener.session().resume()),
                Call.works("session.attach", all -> {
                    all.listener.session().attach("something");
                    assertThat(all.listener.session().attachment()).isEqualTo("something");
                }),
                Call.works("session.setDeadline", all -> all.listener.session().setDeadline(SOON, WHY)),
                Call.works(
                        "session.setSilenceDeadline",
                        all -> all.listener.session().setSilenceDeadline(SOON, WHY)),
                Call.works(
                        "session.clearDeadline", all -> all.listener.session().clearDeadline()),
                Call.works("session.setReadIdle", all -> all.listener.session().setReadIdle(SOON)),
                Call.works("session.endOutput", all -> all.listener.session().endOutput()),
                Call.works("session.close", all -> all.listener.session().close()),
                Call.works("session.abort", all -> all.listener.session().abort(WHY)),
                Call.works(
                        "session.remoteAddress",
                        all -> assertThat(all.listener.session().remoteAddress())
                                .isNotNull()),
                Call.works("kept.close", all -> all.kept.close()),
                Call.works("loop.wake", all -> all.loop.wake()),
                Call.works("loop.close", all -> all.loop.close()));
    }

    static Stream<Call> whatIsCalledAfterTheEnd() {
        return Stream.concat(
                whatMayBeCalledAnywhere(),
                Stream.of(
                        Call.works("server.close", all -> all.server.close()),
                        Call.works("client.close", all -> all.client.close()),
                        Call.works(
                                "session.send",
                                all -> assertThat(all.listener.session().send(frame(1)))
                                        .isEqualTo(SendResult.CLOSED)),
                        Call.works("client.connect", all -> assertFailed(all.connect(all.address))),
                        Call.works(
                                "client.connect to a name",
                                all -> assertFailed(all.connect(InetSocketAddress.createUnresolved("localhost", 1)))),
                        Call.refuses(
                                "client.keepConnected",
                                IllegalStateException.class,
                                all -> all.client.keepConnected(
                                        all.address, SOON, Backoff.defaults(), PacketDecoder.BYTES, all.listener)),
                        Call.refuses(
                                "loop.execute", RejectedExecutionException.class, all -> all.loop.execute(() -> {}))));
    }

    static Stream<Call> whatIsCalledInACallback() {
        return Stream.concat(
                whatMayBeCalledAnywhere(),
                Stream.of(
                        Call.refuses("server.close", IllegalStateException.class, all -> all.server.close()),
                        Call.refuses("client.close", IllegalStateException.class, all -> all.client.close()),
                        Call.refuses("loop.await", IllegalStateException.class, all -> all.loop.await(() -> true, 1)),
                        Call.works(
                                "client.connect",
                                all -> assertThat(all.connect(all.address)).isNotNull()),
                        Call.works(
                                "session.send",
                                all -> assertThat(all.listener.session().send(frame(1)))
                                        .isEqualTo(SendResult.ACCEPTED))));
    }

    private static void assertFailed(CompletableFuture<Session> attempt) {
        assertThat(attempt).isCompletedExceptionally();
        assertThatThrownBy(attempt::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("the client is closed");
    }

    @ParameterizedTest
    @MethodSource("whatIsCalledAfterTheEnd")
    void afterTheEnd(Call call) {
        Everything all = new Everything();
        all.close();

        call.checkSoon(all);
        all.close();
    }

    @ParameterizedTest
    @MethodSource("whatIsCalledInACallback")
    void inACallbackAndThenThereIsAnOrderlyEnd(Call call) throws Exception {
        Everything all = new Everything();
        CompletableFuture<Void> called = new CompletableFuture<>();
        all.listener.onPacket = (session, packet) -> {
            try {
                call.check(all);
                called.complete(null);
            } catch (Throwable failed) {
                called.completeExceptionally(failed);
            }
        };
        Session toServer = all.kept.session();
        assertThat(toServer).isNotNull();
        toServer.send(frame(1));

        called.get(SOON.toSeconds(), TimeUnit.SECONDS);
        all.close();
    }

    @ParameterizedTest
    @MethodSource("whatMayBeCalledAnywhere")
    void onAnotherThreadAndThenThereIsAnOrderlyEnd(Call call) {
        Everything all = new Everything();
        call.checkSoon(all);
        all.close();
    }

    @Test
    void closeInACallbackOnAnIoThreadIsRefusedToo() throws IOException {
        CompletableFuture<NetworkServer> started = new CompletableFuture<>();
        CompletableFuture<@Nullable Throwable> refused = new CompletableFuture<>();
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            try {
                started.join().close();
                refused.complete(null);
            } catch (IllegalStateException expected) {
                refused.complete(expected);
            }
        };
        try (ServerHarness harness = new ServerHarness(CONFIG, Logic.inline(), listener);
                Peer peer = new Peer(harness.port())) {
            started.complete(harness.server);
            peer.send(frame(1));

            assertThat(refused).succeedsWithin(SOON).isInstanceOf(IllegalStateException.class);
            peer.send(frame(2));
            await().until(() -> listener.received.size() == 2);
        }
    }

    @Test
    void resumeOnAnotherThreadDeliversWhatWasHeldBack() throws IOException {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            if (packet[2] == 1) {
                session.suspend();
            }
        };
        try (ServerHarness harness = new ServerHarness(CONFIG, listener);
                Peer peer = new Peer(harness.port())) {
            peer.send(Frames.join(frame(1), frame(2), frame(3)));
            await().until(() -> listener.received.size() == 1);

            listener.session().resume();

            await().until(() -> listener.received.size() == 3);
            assertThat(listener.received).containsExactlyElementsOf(List.of(frame(1), frame(2), frame(3)));
        }
    }

    @Test
    void anAttemptUnderWayFailsWhenItsClientIsClosed() {
        LogicLoop loop = LogicLoop.start("test-logic");
        NetworkClient client = NetworkClient.start(CONFIG, loop);
        // From a block reserved for documentation: nobody answers.
        InetSocketAddress nobody = new InetSocketAddress("192.0.2.1", 9);
        CompletableFuture<Session> attempt = client.connect(
                        nobody, Duration.ZERO, PacketDecoder.BYTES, new RecordingListener())
                .toCompletableFuture();

        client.close();
        loop.close();

        assertThat(attempt).isCompletedExceptionally();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests where callbacks run: inline on the I/O threads, or spread over several loops; one session always on one thread. */
class LogicPlacementIT {

    private static final int PEERS = 12;
    private static final int FRAMES = 50;

    /** Echoes, and remembers on which threads each session was called. */
    private static final class ThreadRecorder implements SessionListener<byte[]> {
        private final Map<Long, Set<String>> threads = new ConcurrentHashMap<>();
        private final Set<Long> ended = ConcurrentHashMap.newKeySet();

        @Override
        public void onConnect(Session session) {
            called(session);
        }

        @Override
        public void onReceive(Session session, byte[] packet) {
            called(session);
            session.send(packet);
        }

        @Override
        public void onDisconnect(Session session, DisconnectReason reason) {
            called(session);
            ended.add(session.id());
        }

        private void called(Session session) {
            assertThat(session.logicLoop().inLoop()).isTrue();
            threads.computeIfAbsent(session.id(), id -> ConcurrentHashMap.newKeySet())
                    .add(Thread.currentThread().getName());
        }
    }

    private static void talk(ServerHarness harness, ThreadRecorder listener) throws IOException {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            peers.add(new Peer(harness.port()));
        }
        byte[][] frames = new byte[FRAMES][];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = numbered(i, 20);
        }
        for (Peer peer : peers) {
            peer.send(join(frames));
        }
        for (Peer peer : peers) {
            for (int i = 0; i < FRAMES; i++) {
                assertThat(number(peer.receive())).isEqualTo(i);
            }
            peer.close();
        }
        await().until(() -> listener.ended.size() == PEERS);
        assertThat(listener.threads)
                .hasSize(PEERS)
                .allSatisfy((id, names) ->
                        assertThat(names).as("threads of session %d", id).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void runsCallbacksOnTheIoThreadsWhenInline(Transport transport) throws IOException {
        ThreadRecorder listener = new ThreadRecorder();
        try (ServerHarness harness = new ServerHarness(
                CONFIG.toBuilder().transport(transport).ioThreads(2).build(), Logic.inline(), listener)) {
            talk(harness, listener);
        }
        assertThat(listener.threads.values())
                .allSatisfy(names -> assertThat(names).allMatch(name -> name.startsWith("net-io-")));
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void spreadsSessionsOverSeveralLoops(Transport transport) throws IOException {
        ThreadRecorder listener = new ThreadRecorder();
        LogicLoop one = LogicLoop.start("test-logic-one");
        LogicLoop two = LogicLoop.start("test-logic-two");
        try (one;
                two) {
            try (ServerHarness harness = new ServerHarness(
                    CONFIG.toBuilder().transport(transport).ioThreads(2).build(),
                    Logic.spread(List.of(one, two)),
                    listener)) {
                talk(harness, listener);
                // The harness looks for threads of this name, so these two are ended first.
                harness.server.close();
                one.close();
                two.close();
            }
        }
        assertThat(listener.threads.values())
                .filteredOn(names -> names.contains("test-logic-one"))
                .hasSize(PEERS / 2);
        assertThat(listener.threads.values())
                .filteredOn(names -> names.contains("test-logic-two"))
                .hasSize(PEERS / 2);
    }
}

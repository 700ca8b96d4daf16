package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a rule that says which session goes to which logic loop, on every transport. */
class LogicRuleIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private final List<LogicLoop> loops = List.of(LogicLoop.start("placed-0"), LogicLoop.start("placed-1"));
    private final RecordingListener listener = new RecordingListener();
    private final List<Logic.Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final List<Peer> peers = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        loops.forEach(LogicLoop::close);
    }

    private static NetworkConfig on(Transport transport) {
        // The peers of most tests stay open: the close does not wait for them long.
        return CONFIG.toBuilder()
                .transport(transport)
                .ioThreads(2)
                .closeTimeout(Duration.ofMillis(500))
                .build();
    }

    private Logic by(ToIntFunction<Logic.Arrival> rule) {
        return Logic.spread(loops, arrival -> {
            arrivals.add(arrival);
            return rule.applyAsInt(arrival);
        });
    }

    private Peer connect(ServerHarness harness) throws IOException {
        Peer peer = new Peer(harness.port());
        peers.add(peer);
        return peer;
    }

    private static int portOf(Session session) {
        return ((InetSocketAddress) session.remoteAddress()).getPort();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void placesEachSessionByWhatIsKnownOfIt(Transport transport) throws IOException {
        Logic logic = by(arrival -> ((InetSocketAddress) arrival.remoteAddress()).getPort() % 2);
        try (ServerHarness harness = new ServerHarness(on(transport), logic, listener)) {
            for (int i = 0; i < 20; i++) {
                connect(harness);
            }
            await().until(() -> listener.sessions.size() == 20);

            assertThat(listener.sessions)
                    .allSatisfy(session -> assertThat(session.logicLoop()).isSameAs(loops.get(portOf(session) % 2)));
            assertThat(arrivals)
                    .hasSize(20)
                    .allSatisfy(arrival -> assertThat(((InetSocketAddress) arrival.localAddress()).getPort())
                            .isEqualTo(harness.port()));
            assertThat(arrivals)
                    .extracting(Logic.Arrival::sessionId)
                    .containsExactlyInAnyOrderElementsOf(
                            listener.sessions.stream().map(Session::id).toList());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void refusesTheSessionsThatTheRuleHasNoLoopFor(Transport transport) throws IOException {
        Logic logic = by(arrival -> {
            if (arrival.sessionId() == 2) {
                throw new IllegalStateException("no place for the second");
            }
            return arrival.sessionId() == 1 ? 2 : 0;
        });
        try (CapturedLog log = new CapturedLog();
                ServerHarness harness = new ServerHarness(on(transport), logic, listener)) {
            connect(harness).expectEnd();
            connect(harness).expectEnd();
            connect(harness);
            await().until(() -> listener.sessions.size() == 1);

            assertThat(listener.session().id()).isEqualTo(3);
            assertThat(harness.server.statistics().refused()).isEqualTo(2);
            assertThat(listener.ends).isEmpty();
            assertThat(log.text()).contains("has no logic loop");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void placesTheSessionsOfAClient(Transport transport) throws Exception {
        Logic logic = by(arrival -> arrival.sessionId() == 1 ? 1 : -1);
        RecordingListener answers = new RecordingListener();
        try (ServerHarness harness = new ServerHarness(on(transport), listener);
                NetworkClient client = NetworkClient.start(on(transport), logic)) {
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), harness.port());
            // Whoever sees the session first sees the right loop.
            CompletableFuture<LogicLoop> loop = client.connect(
                            server, Duration.ofSeconds(5), PacketDecoder.BYTES, answers)
                    .thenApply(Session::logicLoop)
                    .toCompletableFuture();
            assertThat(loop.get(5, TimeUnit.SECONDS)).isSameAs(loops.get(1));
            await().until(() -> answers.sessions.size() == 1);

            CompletableFuture<Session> refused = client.connect(
                            server, Duration.ofSeconds(5), PacketDecoder.BYTES, answers)
                    .toCompletableFuture();
            assertThatThrownBy(() -> refused.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the rule of Logic.spread gave the loop -1, but there are 2 loops from 0 on");
            assertThat(answers.sessions).hasSize(1);
        }
    }
}

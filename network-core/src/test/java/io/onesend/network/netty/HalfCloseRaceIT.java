package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.number;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends a session's output while other threads send: what came before goes out, and what comes too late breaks nothing. */
class HalfCloseRaceIT {

    private static final int ROUNDS = 100;

    /** Fewer than a queue may hold: a busy machine must not end the session at its limit. */
    private static final int MOST_SENT = 10_000;

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void endsTheOutputAmongSends(Transport transport) throws Exception {
        HalfCloseListener listener = new HalfCloseListener();
        try (ServerHarness harness = new ServerHarness(
                CONFIG.toBuilder().transport(transport).ioThreads(1).build(), listener)) {
            for (int round = 0; round < ROUNDS; round++) {
                endAmongSends(harness, listener, round);
            }
        }
        assertThat(listener.ends).hasSize(ROUNDS).containsOnly(DisconnectReason.CLOSED_BY_PEER);
    }

    private static void endAmongSends(ServerHarness harness, HalfCloseListener listener, int round) throws Exception {
        try (Peer peer = new Peer(harness.port())) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> listener.sessions.size() == round + 1);
            Session session = listener.sessions.get(round);
            CompletableFuture<Integer> sender = CompletableFuture.supplyAsync(() -> sendUntilClosed(session));
            // Some rounds end the output before the first packet, some among many.
            for (int i = 0; i < round % 5; i++) {
                assertThat(number(peer.receive())).isEqualTo(i);
            }
            assertThat(session.send(numbered(-1, 4))).isEqualTo(SendResult.ACCEPTED);
            session.endOutput();

            int accepted = sender.get(10, TimeUnit.SECONDS);
            assertThat(listener.ends).as("ends before the peer's").hasSize(round);
            expectInOrder(peer, round % 5, accepted);
            assertThat(session.isOpen()).isTrue();
            peer.endOutput();
            await().pollInterval(Duration.ofMillis(1)).until(() -> listener.ends.size() == round + 1);
        }
    }

    /** Returns how many were accepted. */
    private static int sendUntilClosed(Session session) {
        int sent = 0;
        while (sent < MOST_SENT && session.send(numbered(sent, 4)) == SendResult.ACCEPTED) {
            sent++;
        }
        return sent;
    }

    /** The sender's last packets may have come too late, but nothing is missing in between, nor what was sent before the end. */
    private static void expectInOrder(Peer peer, int first, int accepted) throws IOException {
        int next = first;
        boolean foundLast = false;
        while (true) {
            int number;
            try {
                number = number(peer.receive());
            } catch (EOFException end) {
                assertThat(next).isLessThanOrEqualTo(accepted);
                assertThat(foundLast).isTrue();
                return;
            }
            if (number == -1) {
                foundLast = true;
            } else {
                assertThat(number).isEqualTo(next++);
            }
        }
    }
}

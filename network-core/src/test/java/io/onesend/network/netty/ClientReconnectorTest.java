package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.KeptConnection;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.testing.StubSession;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests reconnecting without sockets, with a clock that the test sets. */
class ClientReconnectorTest implements ClientReconnector.Owner<byte[]> {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0);
    private static final ConnectException REFUSED = new ConnectException("refused");

    private final RecordingListener told = new RecordingListener();
    private final List<SessionListener<byte[]>> attempts = new ArrayList<>();
    private final List<CompletableFuture<Session>> results = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<KeptConnection> closed = new ArrayList<>();
    private @Nullable Runnable due;
    private @Nullable RuntimeException connectThrows;
    private long now = 1;

    private final ClientReconnector<byte[]> kept =
            new ClientReconnector<>(this, BACKOFF, new SplittableRandom(1), told);

    @Override
    public CompletionStage<Session> connect(SessionListener<byte[]> listener) {
        if (connectThrows != null) {
            throw connectThrows;
        }
        attempts.add(listener);
        results.add(new CompletableFuture<>());
        return results.get(results.size() - 1);
    }

    @Override
    public void later(Runnable task, Duration delay) {
        assertThat(due).as("one attempt at a time").isNull();
        due = task;
        waits.add(delay.toMillis());
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void closed(KeptConnection connection) {
        closed.add(connection);
    }

    private void waitIsOver() {
        Runnable task = due;
        assertThat(task).as("something to wait for").isNotNull();
        due = null;
        task.run();
    }

    private SessionListener<byte[]> attempt() {
        return attempts.get(attempts.size() - 1);
    }

    private CompletableFuture<Session> result() {
        return results.get(results.size() - 1);
    }

    private StubSession succeed() {
        StubSession session = new StubSession(attempts.size());
        result().complete(session);
        attempt().onConnect(session);
        return session;
    }

    private void stand(Duration time) {
        now += time.toNanos();
    }

    @Test
    void connectsAtOnceAndAgainAfterLongerAndLongerWaits() {
        kept.connect();
        for (int i = 0; i < 6; i++) {
            result().completeExceptionally(REFUSED);
            assertThat(kept.lastFailure()).isSameAs(REFUSED);
            assertThat(kept.failures()).isEqualTo(i + 1);
            waitIsOver();
        }

        assertThat(waits).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
        assertThat(attempts).hasSize(7);
        assertThat(told.sessions).isEmpty();
    }

    @Test
    void tellsOfThePeersEndWithoutClosing() {
        HalfCloseListener halfClosing = new HalfCloseListener();
        new ClientReconnector<>(this, BACKOFF, new SplittableRandom(1), halfClosing).connect();
        StubSession session = succeed();

        attempt().onInputEnd(session);

        assertThat(halfClosing.packetsAtInputEnd).hasSize(1);
        assertThat(session.closedFor).isNull();
    }

    @Test
    void tellsOfEachConnectionAsOfANewSession() {
        kept.connect();
        StubSession first = succeed();
        assertThat(kept.session()).isSameAs(first);
        attempt().onReceive(first, new byte[] {1});
        stand(Duration.ofMinutes(1));
        attempt().onDisconnect(first, DisconnectReason.NETWORK_ERROR);
        assertThat(kept.session()).isNull();
        waitIsOver();
        StubSession second = succeed();

        assertThat(told.sessions).containsExactly(first, second);
        assertThat(told.received).containsExactly(new byte[] {1});
        assertThat(told.ends).containsExactly(DisconnectReason.NETWORK_ERROR);
        assertThat(kept.session()).isSameAs(second);
    }

    @Test
    void beginsWithTheFirstWaitAfterASessionThatStood() {
        kept.connect();
        result().completeExceptionally(REFUSED);
        waitIsOver();
        result().completeExceptionally(REFUSED);
        waitIsOver();
        StubSession session = succeed();
        assertThat(kept.lastFailure()).isNull();
        stand(Duration.ofMillis(200));
        attempt().onDisconnect(session, DisconnectReason.CLOSED_BY_PEER);

        assertThat(waits).containsExactly(100L, 200L, 100L);
        assertThat(kept.failures()).isZero();
    }

    @Test
    void waitsLongerForAServerThatAcceptsAndClosesAtOnce() {
        kept.connect();
        for (int i = 0; i < 5; i++) {
            attempt().onDisconnect(succeed(), DisconnectReason.CLOSED_BY_PEER);
            waitIsOver();
        }

        // The first session has no wait before it to compare with.
        assertThat(waits).containsExactly(100L, 100L, 200L, 400L, 800L);
    }

    @Test
    void reconnectsAfterAListenerThatThrows() {
        kept.connect();
        StubSession session = succeed();
        SessionListener<byte[]> attempt = attempt();
        RecordingListener throwing = new RecordingListener() {
            @Override
            public void onDisconnect(Session ended, DisconnectReason reason) {
                throw new IllegalStateException("on purpose");
            }
        };
        ClientReconnector<byte[]> other = new ClientReconnector<>(this, BACKOFF, new SplittableRandom(1), throwing);
        other.connect();
        StubSession second = succeed();

        assertThatThrownBy(() -> attempt().onDisconnect(second, DisconnectReason.IDLE))
                .hasMessage("on purpose");
        waitIsOver();
        attempt.onDisconnect(session, DisconnectReason.IDLE);
        assertThat(attempts).hasSize(3);
    }

    @Test
    void waitsAfterAnAttemptThatCouldNotEvenBegin() {
        connectThrows = new IllegalStateException("on purpose");
        kept.connect();

        assertThat(waits).containsExactly(100L);
        assertThat(kept.lastFailure()).hasMessage("on purpose");
    }

    @Test
    void stopsForGoodWhenClosedWhileConnected() {
        kept.connect();
        StubSession session = succeed();

        kept.close();
        attempt().onDisconnect(session, DisconnectReason.CLOSED_BY_CLIENT);

        assertThat(session.closedFor).isEqualTo(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(told.ends).containsExactly(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(due).isNull();
        assertThat(closed).containsExactly(kept);
    }

    @Test
    void stopsForGoodWhenClosedWhileWaiting() {
        kept.connect();
        result().completeExceptionally(REFUSED);

        kept.close();
        waitIsOver();

        assertThat(attempts).hasSize(1);
    }

    @Test
    void dropsAConnectionThatComesAfterTheEndWithoutTelling() {
        kept.connect();
        kept.close();
        StubSession late = succeed();
        attempt().onDisconnect(late, DisconnectReason.CLOSED_BY_CLIENT);

        assertThat(late.closedFor).isEqualTo(DisconnectReason.CLOSED_BY_CLIENT);
        assertThat(told.sessions).isEmpty();
        assertThat(told.ends).isEmpty();
        assertThat(due).isNull();
    }

    @Test
    void countsAnAttemptThatFailsAndThenConnectsOnce() {
        kept.connect();
        result().completeExceptionally(REFUSED);
        StubSession late = new StubSession(1);
        attempt().onConnect(late);
        attempt().onDisconnect(late, DisconnectReason.CLOSED_BY_PEER);

        assertThat(waits).containsExactly(100L);
        assertThat(late.isOpen()).isFalse();
        assertThat(told.sessions).isEmpty();
    }
}

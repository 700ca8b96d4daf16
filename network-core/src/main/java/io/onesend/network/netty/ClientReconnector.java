package io.onesend.network.netty;

import io.onesend.network.Backoff;
import io.onesend.network.DisconnectReason;
import io.onesend.network.KeptConnection;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects and reconnects: one attempt at a time, the next one after a back-off. A session that lasts shorter than the wait
 * before it counts as a failure; otherwise a server that accepts and closes at once would be called without pause.
 *
 * <p>Attempts are rare, so a lock guards their state; listeners are called outside of it.
 */
@AnyThread
final class ClientReconnector<P> implements KeptConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ClientReconnector.class);

    /** What the reconnector needs from the client. */
    interface Owner<P> {
        /** Opens one connection. */
        CompletionStage<Session> connect(SessionListener<P> listener);

        /** Runs a task later, or never once the client has ended. */
        void later(Runnable task, Duration delay);

        /** A clock in nanoseconds. */
        long now();

        /** Called when the reconnector needs nothing more. */
        void closed(KeptConnection connection);
    }

    private final Owner<P> owner;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final SessionListener<P> listener;

    // Guarded by this.
    private @Nullable Session session;
    private @Nullable Throwable lastFailure;
    private long connectedAt;
    private Duration lastWait = Duration.ZERO;
    private int failures;
    private boolean closed;

    ClientReconnector(Owner<P> owner, Backoff backoff, RandomGenerator random, SessionListener<P> listener) {
        this.owner = owner;
        this.backoff = backoff;
        this.random = random;
        this.listener = listener;
    }

    void connect() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        Attempt attempt = new Attempt();
        try {
            owner.connect(attempt).whenComplete((connected, failure) -> {
                if (failure != null) {
                    attempt.failed(failure);
                }
            });
        } catch (RuntimeException notBegun) {
            attempt.failed(notBegun);
        }
    }

    /** Counts the failure, or resets the count after a session that lasted; then waits. */
    private void connectLater(@Nullable Throwable failure) {
        Duration wait;
        synchronized (this) {
            boolean stood = session != null && owner.now() - connectedAt >= lastWait.toNanos();
            failures = stood ? 0 : failures + 1;
            lastFailure = failure;
            session = null;
            if (closed) {
                return;
            }
            wait = backoff.delay(Math.max(1, failures), random);
            lastWait = wait;
        }
        LOG.debug("connecting again in {} ms: {}", wait.toMillis(), failure == null ? "disconnected" : failure);
        owner.later(this::connect, wait);
    }

    private synchronized boolean isTaken(Session connected) {
        if (closed) {
            return false;
        }
        session = connected;
        connectedAt = owner.now();
        lastFailure = null;
        return true;
    }

    @Override
    public synchronized @Nullable Session session() {
        return session;
    }

    @Override
    public synchronized int failures() {
        return failures;
    }

    @Override
    public synchronized @Nullable Throwable lastFailure() {
        return lastFailure;
    }

    @Override
    public void close() {
        Session last;
        synchronized (this) {
            closed = true;
            last = session;
        }
        owner.closed(this);
        if (last != null) {
            last.close(DisconnectReason.CLOSED_BY_CLIENT);
        }
    }

    /** One connection, from the attempt on; it ends once, as a failure or as a session. */
    private final class Attempt implements SessionListener<P> {

        private boolean ended;
        private boolean told;

        void failed(Throwable failure) {
            if (end()) {
                connectLater(failure);
            }
        }

        /** True the first time: an attempt that fails after its session began may end both ways. */
        private synchronized boolean end() {
            boolean first = !ended;
            ended = true;
            return first;
        }

        private synchronized boolean hasEnded() {
            return ended;
        }

        @Override
        @LogicThread
        public void onConnect(Session connected) {
            if (hasEnded() || !isTaken(connected)) {
                connected.abort(DisconnectReason.CLOSED_BY_CLIENT);
                return;
            }
            told = true;
            listener.onConnect(connected);
        }

        @Override
        @LogicThread
        public void onReceive(Session connected, P packet) {
            listener.onReceive(connected, packet);
        }

        @Override
        @LogicThread
        public void onInputEnd(Session connected) {
            listener.onInputEnd(connected);
        }

        @Override
        @LogicThread
        public void onWritable(Session connected) {
            if (told) {
                listener.onWritable(connected);
            }
        }

        @Override
        @LogicThread
        public void onDisconnect(Session connected, DisconnectReason reason) {
            try {
                if (told) {
                    listener.onDisconnect(connected, reason);
                }
            } finally {
                if (end()) {
                    connectLater(null);
                }
            }
        }
    }
}

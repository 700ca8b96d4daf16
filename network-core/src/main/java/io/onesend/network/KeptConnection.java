package io.onesend.network;

import org.jspecify.annotations.Nullable;

/**
 * A connection that is made again whenever it ends, until it or its client is closed; from
 * {@link NetworkClient#keepConnected}. Each new connection is a new {@link Session}, with an onConnect and an onDisconnect of
 * its own. May be used from any thread.
 */
public interface KeptConnection extends AutoCloseable {

    /** {@return the session that is connected now, or null; it may have ended by the time it is used} */
    @Nullable
    Session session();

    /** {@return attempts that failed, and sessions that ended as soon as they had begun, since one last stood} */
    int failures();

    /** {@return why the latest attempt failed, or null if it did not} */
    @Nullable
    Throwable lastFailure();

    /**
     * Stops for good: no new connection, and the session is closed in order with {@link DisconnectReason#CLOSED_BY_CLIENT}. A
     * connection being made is dropped without the listener hearing of it. Does not wait. Idempotent.
     */
    @Override
    void close();
}

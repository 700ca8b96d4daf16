package io.onesend.network;

import org.jspecify.annotations.Nullable;

/**
 * A connection that reconnects whenever it ends, until it or its client is closed; made by {@link NetworkClient#keepConnected}.
 * Each new connection is a new {@link Session} with its own onConnect and onDisconnect. May be used from any thread.
 */
public interface KeptConnection extends AutoCloseable {

    /** {@return the session that is connected now, or null; it may end before it is used} */
    @Nullable
    Session session();

    /** {@return failed attempts, and sessions that ended as soon as they began, since the last session that lasted} */
    int failures();

    /** {@return why the latest attempt failed, or null if it did not} */
    @Nullable
    Throwable lastFailure();

    /**
     * Stops for good: makes no new connection and closes the session in order with {@link DisconnectReason#CLOSED_BY_CLIENT}.
     * Drops a connection that is being made without calling the listener. Does not wait. Idempotent.
     */
    @Override
    void close();
}

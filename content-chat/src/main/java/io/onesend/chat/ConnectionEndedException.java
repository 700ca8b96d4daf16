package io.onesend.chat;

import io.onesend.network.DisconnectReason;

/** An answer will not come, because the connection has ended or is ending. */
public final class ConnectionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionEndedException(String message) {
        super(message);
    }

    ConnectionEndedException(DisconnectReason reason) {
        this("the connection has ended: " + reason);
    }
}

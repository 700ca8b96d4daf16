package io.onesend.network.netty.door;

import java.io.IOException;

/** A server did not agree to a handshake. The message says why, for the caller of the client. */
public final class HandshakeFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what the server did, in words that follow "cannot connect to …: " */
    public HandshakeFailedException(String message) {
        super(message);
    }
}

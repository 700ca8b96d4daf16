package io.onesend.network;

import org.jspecify.annotations.Nullable;

/** A server or client could not do what it was started for; the message says what, the cause why. */
public class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public NetworkException(String message) {
        super(message);
    }
}

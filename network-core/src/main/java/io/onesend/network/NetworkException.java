package io.onesend.network;

import org.jspecify.annotations.Nullable;

/** A server or client could not do what it was started for; the message says what, the cause why. */
public class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with a cause.
     *
     * @param message what could not be done
     * @param cause why; null if there is nothing more to say
     */
    public NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * A failure that the message fully describes.
     *
     * @param message what could not be done, and why
     */
    public NetworkException(String message) {
        super(message);
    }
}

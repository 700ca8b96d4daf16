package io.onesend.host.chat;

/** The connection cannot be made, or is gone. */
final class ConnectionLostException extends Exception {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(String message) {
        super(message, null, false, false);
    }
}

package io.onesend.host.config;

/** A text is not a value of its type; the message continues after the key's path. No stack trace: it is the user's mistake. */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

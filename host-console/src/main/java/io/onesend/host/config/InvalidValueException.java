package io.onesend.host.config;

/** A text is not a value of its type; the message goes on from the key's path. Without a stack trace: it is the user's slip. */
final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

package io.onesend.host.process;

/** A command could not do what it was asked for, and its message tells the user why. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }
}

package io.onesend.network;

/** The address cannot be listened on: in use, not of this machine, or not permitted. */
public final class BindFailedException extends NetworkException {
    private static final long serialVersionUID = 1L;

    public BindFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

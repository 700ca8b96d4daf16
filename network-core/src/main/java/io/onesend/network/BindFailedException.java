package io.onesend.network;

/** Listening on an address failed: it is in use, not an address of this machine, or not permitted. */
public final class BindFailedException extends NetworkException {
    private static final long serialVersionUID = 1L;

    /**
     * Listening on an address failed.
     *
     * @param message names the address
     * @param cause the operating system's error
     */
    public BindFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

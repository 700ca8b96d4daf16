package io.onesend.network;

/** The address cannot be listened on: in use, not of this machine, or not permitted. */
public final class BindFailedException extends NetworkException {
    private static final long serialVersionUID = 1L;

    /**
     * An address that could not be listened on.
     *
     * @param message names the address
     * @param cause what the operating system said
     */
    public BindFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

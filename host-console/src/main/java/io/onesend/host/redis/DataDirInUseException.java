package io.onesend.host.redis;

/** Another process holds the data folder: a second host on the same data is refused, and the first one left alone. */
public final class DataDirInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirInUseException(String message) {
        super(message);
    }
}

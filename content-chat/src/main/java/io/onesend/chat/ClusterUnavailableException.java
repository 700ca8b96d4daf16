package io.onesend.chat;

/** A question about the cluster has no answer, because Redis or this host gives none; the message says why. */
public final class ClusterUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterUnavailableException(String message) {
        // No stack trace: the cause is elsewhere.
        super(message, null, false, false);
    }
}

package io.onesend.chat.redis;

/** A Redis answers, but lacks what a cluster needs; the message says what. */
final class UnfitRedisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitRedisException(String message) {
        super(message);
    }
}

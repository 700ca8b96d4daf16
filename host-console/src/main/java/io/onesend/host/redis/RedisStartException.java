package io.onesend.host.redis;

import org.jspecify.annotations.Nullable;

/** The embedded Redis did not start; the message says why, in Redis's own words where it had any. */
public final class RedisStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RedisStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.onesend.chat.redis;

import java.time.Duration;

/**
 * Which Redis the accounts are in.
 *
 * @param uri {@code redis://[user:password@]host[:port][/db]}, or rediss: with TLS
 * @param commandTimeout a command not answered within this time has failed
 * @param keyPrefix in front of every key but the plain-text passwords'
 */
public record RedisSettings(String uri, Duration commandTimeout, String keyPrefix) {

    public RedisSettings {
        if (!uri.startsWith("redis://") && !uri.startsWith("rediss://")) {
            throw new IllegalArgumentException("not a redis:// or rediss:// URI");
        }
        if (commandTimeout.isNegative() || commandTimeout.isZero()) {
            throw new IllegalArgumentException("commandTimeout must be positive");
        }
        if (keyPrefix.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("keyPrefix has control characters");
        }
    }

    /** The URI as a log may show it. All of the user part is masked: a lone word in it is a password, not a name. */
    public String maskedUri() {
        int scheme = uri.indexOf("://") + 3;
        int at = uri.lastIndexOf('@');
        return at < scheme ? uri : uri.substring(0, scheme) + "***" + uri.substring(at);
    }

    @Override
    public String toString() {
        return "RedisSettings[" + maskedUri() + ", " + commandTimeout + ", " + keyPrefix + "]";
    }
}

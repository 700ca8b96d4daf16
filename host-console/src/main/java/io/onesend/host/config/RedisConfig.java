package io.onesend.host.config;

import io.onesend.chat.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which Redis holds the accounts.
 *
 * @param uri an address, or the word for the Redis that the host starts itself
 * @param dataDir where that Redis keeps its data; absolute
 */
public record RedisConfig(String uri, Path dataDir, Duration commandTimeout, String keyPrefix) {

    public boolean embedded() {
        return uri.equals(Texts.EMBEDDED);
    }

    /** How to connect; the argument is the embedded Redis's address if that one is used. */
    public RedisSettings settingsFor(String address) {
        return new RedisSettings(address, commandTimeout, keyPrefix);
    }

    /** The address as it may be logged. */
    public String maskedUri() {
        return Texts.maskPassword(uri);
    }

    @Override
    public String toString() {
        return "RedisConfig[" + maskedUri() + ", " + dataDir + "]";
    }
}

package io.onesend.host.config;

import io.onesend.chat.login.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which Redis holds the accounts.
 *
 * @param uri an address, or the word for the one that the host starts itself
 * @param dataDir where that one keeps its data; absolute
 */
public record RedisConfig(String uri, Path dataDir, Duration commandTimeout, String keyPrefix) {

    public boolean embedded() {
        return uri.equals(Texts.EMBEDDED);
    }

    /** How to reach it, with the embedded one's address as the argument where that is the one. */
    public RedisSettings settingsFor(String address) {
        return new RedisSettings(address, commandTimeout, keyPrefix);
    }

    /** What may be logged. */
    public String maskedUri() {
        return Texts.maskPassword(uri);
    }

    @Override
    public String toString() {
        return "RedisConfig[" + maskedUri() + ", " + dataDir + "]";
    }
}

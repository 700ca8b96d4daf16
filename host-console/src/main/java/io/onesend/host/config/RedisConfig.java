package io.onesend.host.config;

import io.onesend.chat.redis.RedisSettings;
import io.onesend.chat.redis.RedisSettings.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which Redis holds the accounts.
 *
 * @param uri an address, or the word for the Redis that the host starts itself
 * @param topology whether it is a Redis Cluster
 * @param seeds {@code host:port} of more nodes of a Redis Cluster
 * @param dataDir where that Redis keeps its data; absolute
 */
public record RedisConfig(
        String uri, Topology topology, List<String> seeds, Path dataDir, Duration commandTimeout, String keyPrefix) {

    public RedisConfig {
        seeds = List.copyOf(seeds);
    }

    public boolean embedded() {
        return uri.equals(Texts.EMBEDDED);
    }

    /** How to connect; the argument is the embedded Redis's address if that one is used. */
    public RedisSettings settingsFor(String address) {
        return new RedisSettings(address, commandTimeout, keyPrefix, topology, seeds);
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

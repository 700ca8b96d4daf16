package io.onesend.chat.redis;

import java.time.Duration;
import java.util.List;

/**
 * Which Redis everything is in.
 *
 * @param uri {@code redis://[user:password@]host[:port][/db]}, rediss: with TLS, or with Sentinel {@code
 *     redis-sentinel://host[:port][,host[:port]…][/db]#name}
 * @param commandTimeout a command not answered within this time has failed
 * @param keyPrefix in front of every key but the plain-text passwords'
 * @param topology whether it is a Redis Cluster
 * @param seeds {@code host:port} of more nodes of a Redis Cluster, to be asked for the map
 */
public record RedisSettings(
        String uri, Duration commandTimeout, String keyPrefix, Topology topology, List<String> seeds) {

    private static final List<String> SENTINEL_SCHEMES = List.of("redis-sentinel://", "rediss-sentinel://");

    /** Whether Redis is one server, with or without replicas, or a Redis Cluster. */
    public enum Topology {
        /** Redis is asked. */
        AUTO,
        SINGLE,
        CLUSTER
    }

    /** A Redis that is asked whether it is a Redis Cluster. */
    public RedisSettings(String uri, Duration commandTimeout, String keyPrefix) {
        this(uri, commandTimeout, keyPrefix, Topology.AUTO, List.of());
    }

    public RedisSettings {
        if (!uri.startsWith("redis://") && !uri.startsWith("rediss://") && !isSentinel(uri)) {
            throw new IllegalArgumentException("not a redis://, rediss:// or redis-sentinel:// URI");
        }
        if (isSentinel(uri) && topology == Topology.CLUSTER) {
            throw new IllegalArgumentException("a Redis Cluster has no Sentinel");
        }
        seeds = List.copyOf(seeds);
        seeds.forEach(RedisNode::parse);
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

    /** Whether Sentinel is asked for the primary, at every connect. */
    boolean isSentinel() {
        return isSentinel(uri);
    }

    private static boolean isSentinel(String uri) {
        return SENTINEL_SCHEMES.stream().anyMatch(uri::startsWith);
    }

    @Override
    public String toString() {
        return "RedisSettings[" + maskedUri() + ", " + commandTimeout + ", " + keyPrefix + "]";
    }
}

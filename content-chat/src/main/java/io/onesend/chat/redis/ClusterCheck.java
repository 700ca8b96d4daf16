package io.onesend.chat.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Looks, before a host starts, whether its Redis can keep a cluster: version, eviction, persistence, rights, replicas. Of a Redis
 * Cluster it looks at every primary. It changes nothing.
 */
public final class ClusterCheck {

    /** A primary of a Redis Cluster that is gone is replaced after this; Redis's own default is three times that. */
    private static final Duration LONGEST_NODE_TIMEOUT = Duration.ofSeconds(5);

    private final ClusterKeys keys;
    private final int replicas;

    /** By what is to be said, the servers that it is said of. */
    private final Map<String, List<String>> warnings = new LinkedHashMap<>();

    private ClusterCheck(ClusterKeys keys, int replicas) {
        this.keys = keys;
        this.replicas = replicas;
    }

    /**
     * Asks on connections of its own, and waits for the answers.
     *
     * @param replicas that must have what is accepted; 0: none
     * @return warnings: what an operator should know, and does not prevent a start
     * @throws AccountStoreRefusedException if this Redis cannot be used; the message says which server, and what to change
     * @throws AccountStoreException if Redis cannot be reached, or does not answer in time
     */
    public static List<String> run(RedisSettings settings, int partitions, int replicas) {
        ClusterCheck check = new ClusterCheck(new ClusterKeys(settings.keyPrefix(), partitions), replicas);
        try (RedisConnection connection = RedisConnection.openAny(settings)) {
            Set<RedisNode> primaries = primaries(settings, connection);
            if (primaries.isEmpty()) {
                check.look(settings.maskedUri(), connection.commands(), false);
            }
            primaries.forEach(primary -> check.look(connection, primary));
        }
        List<String> said = new ArrayList<>();
        check.warnings.forEach((what, servers) -> said.add("Redis at " + String.join(", ", servers) + " " + what));
        return List.copyOf(said);
    }

    /** Those of a Redis Cluster; empty: it is none. */
    private static Set<RedisNode> primaries(RedisSettings settings, RedisConnection connection) {
        if (settings.topology() == RedisSettings.Topology.SINGLE || !connection.isNodeOfCluster()) {
            return Set.of();
        }
        String server = settings.maskedUri();
        return SlotMap.read(await(server, connection.commands().clusterSlots()), connection.node())
                .nodes();
    }

    /** One of several that is out of reach prevents no start, as it does not end a host that runs. */
    private void look(RedisConnection way, RedisNode primary) {
        String server = primary.toString();
        try (StatefulRedisConnection<String, String> connection = await(server, way.openAt(primary))) {
            look(server, connection.async(), true);
        } catch (AccountStoreRefusedException refused) {
            throw refused;
        } catch (AccountStoreException unreachable) {
            warn(server, "is not checked: " + RedisFailure.inWords(unreachable));
        }
    }

    private void look(String server, RedisAsyncCommands<String, String> redis, boolean ofRedisCluster) {
        Optional<String> info = unlessRefused(server, redis.info());
        if (info.isEmpty()) {
            warn(
                    server,
                    "does not let us read INFO: its version, maxmemory-policy, persistence and replicas are not checked");
        } else {
            look(server, redis, ServerFacts.ofInfo(info.get()));
        }
        if (ofRedisCluster && number(server, redis, "cluster-node-timeout") > LONGEST_NODE_TIMEOUT.toMillis()) {
            warn(
                    server,
                    "has a cluster-node-timeout of more than 5 s: so long nobody can chat in its rooms when it is gone,"
                            + " before its replica takes its place");
        }
        await(server, RightsProbe.ask(redis, keys))
                .ifPresent(words -> refuse(server, "refuses what a cluster needs: " + words));
    }

    private void look(String server, RedisAsyncCommands<String, String> redis, ServerFacts facts) {
        facts.obstacle().ifPresent(what -> refuse(server, what));
        if (!facts.appendOnly() && savesNothing(server, redis)) {
            warn(
                    server,
                    "keeps nothing on disk: when it restarts, everybody is out of the rooms, and accounts are gone;"
                            + " appendonly yes keeps them");
        }
        if (facts.replicas() < replicas) {
            warn(
                    server,
                    "has " + facts.replicas() + " replicas, and cluster.durability: replicated needs " + replicas
                            + ": nobody can chat in its rooms until it has them");
        }
    }

    /** Whether no snapshot is taken either. Who may not ask is not told. */
    private static boolean savesNothing(String server, RedisAsyncCommands<String, String> redis) {
        return unlessRefused(server, redis.configGet("save"))
                .map(Map::values)
                .filter(rules -> rules.stream().allMatch(String::isEmpty))
                .isPresent();
    }

    /** A setting; 0 if Redis does not tell it. */
    private static long number(String server, RedisAsyncCommands<String, String> redis, String setting) {
        return unlessRefused(server, redis.configGet(setting))
                .map(settings -> settings.get(setting))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private void warn(String server, String what) {
        warnings.computeIfAbsent(what, first -> new ArrayList<>()).add(server);
    }

    private static void refuse(String server, String what) {
        throw new AccountStoreRefusedException("Redis at " + server + " " + what);
    }

    private static <T> Optional<T> unlessRefused(String server, RedisFuture<T> question) {
        try {
            return Optional.of(await(server, question));
        } catch (AccountStoreRefusedException refused) {
            return Optional.empty();
        }
    }

    private static <T> T await(String server, CompletionStage<T> question) {
        try {
            return question.toCompletableFuture().join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String words = RedisFailure.inWords(cause);
            throw RedisFailure.isRefusal(cause)
                    ? new AccountStoreRefusedException("Redis at " + server + " refuses us: " + words, cause)
                    : new AccountStoreException("Redis at " + server + " does not answer: " + words, cause);
        }
    }
}

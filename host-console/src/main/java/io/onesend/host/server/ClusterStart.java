package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.redis.ClusterCheck;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.HostConfig;
import io.onesend.host.config.Problem;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.BackgroundTask;
import io.onesend.host.process.StopSignal;
import io.onesend.host.text.MachineName;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way into a cluster: a look at its Redis, and the start of the chat. */
final class ClusterStart {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterStart.class);

    /** The links connect meanwhile. */
    private static final Duration TERMS_WITHIN = Duration.ofSeconds(10);

    private ClusterStart() {}

    /**
     * Starts the chat; its links to Redis are then still connecting.
     *
     * @throws AccountStoreException if this Redis cannot keep a cluster
     * @throws java.util.concurrent.CancellationException if asked to stop
     */
    static ChatServer start(
            HostConfig config, ClusterConfig cluster, AccountStore accounts, LogicLoop loop, StopSignal stop) {
        RedisSettings redis = config.redis().settingsFor(config.redis().uri());
        int replicas = cluster.replicated() ? cluster.replicas() : 0;
        List<String> warnings = BackgroundTask.start(
                        "start-cluster", () -> ClusterCheck.run(redis, cluster.partitions(), replicas))
                .await(stop);
        warnings.forEach(LOG::warn);
        ClusterConfig named = named(cluster, config.network().port());
        LOG.info("one of a cluster, as {}, with {} partitions of rooms", named.hostName(), named.partitions());
        return ChatServer.inCluster(config.chat(), named, accounts, redis, loop);
    }

    /**
     * Compares this host's configuration with what the hosts have agreed on, as soon as Redis answers.
     *
     * @throws ConfigException with a line for each key that differs
     * @throws AccountStoreException if Redis does not answer
     * @throws java.util.concurrent.CancellationException if asked to stop
     */
    static void compare(ChatServer chat, RedisConfig redis, StopSignal stop) {
        CompletableFuture<List<String>> answer =
                chat.differencesFromCluster(TERMS_WITHIN).toCompletableFuture();
        stop.awaitOrStop(answer);
        try {
            List<String> differences = answer.join();
            if (!differences.isEmpty()) {
                String where = "the cluster at " + redis.maskedUri();
                throw new ConfigException(differences.stream()
                        .map(line -> new Problem(where, line))
                        .toList());
            }
        } catch (CompletionException failed) {
            throw new AccountStoreException(
                    "what the hosts of the cluster agree on cannot be read: " + words(failed), failed);
        }
    }

    private static String words(Exception failed) {
        Throwable cause = failed.getCause();
        return String.valueOf((cause == null ? failed : cause).getMessage());
    }

    /** With a name that tells this host from others on the same machine. A port of 0 is not chosen yet. */
    private static ClusterConfig named(ClusterConfig cluster, int port) {
        if (!cluster.hostName().isEmpty()) {
            return cluster;
        }
        String which = port == 0 ? "process " + ProcessHandle.current().pid() : Integer.toString(port);
        return cluster.withHostName(MachineName.read() + ":" + which);
    }
}

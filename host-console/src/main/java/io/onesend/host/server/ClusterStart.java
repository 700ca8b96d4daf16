package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.login.AccountStore;
import io.onesend.chat.redis.ClusterCheck;
import io.onesend.chat.redis.RedisSettings;
import io.onesend.host.config.HostConfig;
import io.onesend.host.process.BackgroundTask;
import io.onesend.host.process.StopSignal;
import io.onesend.host.text.MachineName;
import io.onesend.network.logic.LogicLoop;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a chat that shares its rooms with other hosts, after a look at the Redis that they share. */
final class ClusterStart {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterStart.class);

    private ClusterStart() {}

    /**
     * Starts the chat; its links to Redis are then still connecting.
     *
     * @throws io.onesend.chat.login.AccountStoreException if this Redis cannot keep a cluster
     * @throws java.util.concurrent.CancellationException if asked to stop
     */
    static ChatServer start(
            HostConfig config, ClusterConfig cluster, AccountStore accounts, LogicLoop loop, StopSignal stop) {
        RedisSettings redis = config.redis().settingsFor(config.redis().uri());
        List<String> warnings = BackgroundTask.start(
                        "start-cluster", () -> ClusterCheck.run(redis, cluster.partitions()))
                .await(stop);
        warnings.forEach(LOG::warn);
        ClusterConfig named = named(cluster, config.network().port());
        LOG.info("one of a cluster, as {}, with {} partitions of rooms", named.hostName(), named.partitions());
        return ChatServer.inCluster(config.chat(), named, accounts, redis, loop);
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

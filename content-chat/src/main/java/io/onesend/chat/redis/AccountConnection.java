package io.onesend.chat.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletionStage;

/** The accounts' way to Redis, which reconnects by itself. While it is down, commands fail at once. */
@AnyThread
interface AccountConnection extends AutoCloseable {

    /**
     * Connects to one server or to a Redis Cluster, and waits for that.
     *
     * @throws io.onesend.chat.login.AccountStoreException if Redis cannot be reached in time
     */
    static AccountConnection open(RedisSettings settings) {
        if (settings.topology() == RedisSettings.Topology.CLUSTER) {
            return RedisClusterConnection.open(settings);
        }
        if (settings.topology() == RedisSettings.Topology.SINGLE) {
            return RedisConnection.open(settings);
        }
        RedisConnection one = RedisConnection.openAny(settings);
        if (!one.isNodeOfCluster()) {
            return one;
        }
        one.close();
        return RedisClusterConnection.open(settings);
    }

    /** Commands of one key each, and scans of all. */
    RedisClusterAsyncCommands<String, String> commands();

    /** Opens another connection to the server that has a key; the caller closes it. */
    CompletionStage<StatefulRedisConnection<String, String>> openAnother(String key);

    boolean isConnected();

    /** Idempotent. */
    @Override
    void close();
}

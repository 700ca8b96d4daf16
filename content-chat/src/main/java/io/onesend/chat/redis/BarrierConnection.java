package io.onesend.chat.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.onesend.chat.cluster.BarrierResult;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The connection for barriers. A barrier is a write and a wait for replicas to have it; they then have everything that this Redis
 * wrote before it. Redis waits on behalf of one connection, which does nothing else meanwhile: so this one has no other use.
 */
@AnyThread
final class BarrierConnection {

    private static final byte[] NOTHING = {};
    private static final Pattern REPLICAS = Pattern.compile("connected_slaves:[1-9]");

    private final StatefulRedisConnection<String, byte[]> connection;

    /** There was a replica when it was last asked for, or seen by what it had. Written on the connection's thread. */
    private volatile boolean hadReplica;

    BarrierConnection(StatefulRedisConnection<String, byte[]> connection) {
        this.connection = connection;
    }

    StatefulRedisConnection<String, byte[]> connection() {
        return connection;
    }

    /** Writes a key, and completes with true if enough replicas had it within {@link ReplicaGate#PATIENCE}. */
    CompletionStage<Boolean> barrier(String key, int replicas) {
        RedisAsyncCommands<String, byte[]> redis = connection.async();
        CompletionStage<String> written = redis.set(key, NOTHING);
        CompletionStage<Long> replicated = redis.waitForReplication(replicas, ReplicaGate.PATIENCE.toMillis());
        return written.thenCombine(replicated, (ok, have) -> have >= replicas);
    }

    /** As {@link #barrier}, but nothing is written where Redis says that it has no replica. */
    CompletionStage<BarrierResult> ask(String key, int replicas) {
        if (hadReplica) {
            return barrier(key, replicas)
                    .thenCompose(enough -> enough
                            ? CompletableFuture.completedStage(BarrierResult.REPLICATED)
                            : look().thenApply(seen -> judge(false)));
        }
        return look().thenCompose(seen -> seen && !hadReplica
                ? CompletableFuture.completedStage(BarrierResult.NO_REPLICA)
                : barrier(key, replicas).thenApply(this::judge));
    }

    private BarrierResult judge(boolean enough) {
        if (enough) {
            hadReplica = true;
            return BarrierResult.REPLICATED;
        }
        return hadReplica ? BarrierResult.BEHIND : BarrierResult.NO_REPLICA;
    }

    /** Completes with false if Redis does not let it be seen whether it has a replica. */
    private CompletionStage<Boolean> look() {
        return connection.async().info("replication").handle((info, refused) -> {
            if (refused == null) {
                hadReplica = REPLICAS.matcher(info).find();
            }
            return refused == null;
        });
    }
}

package io.onesend.chat.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.onesend.chat.cluster.FunctionLibrary;
import io.onesend.network.logic.AnyThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The connections of a link to one Redis, from their opening to their end: for calls, for what is published, and for barriers. */
@AnyThread
final class LinkConnections {

    private static final byte[] NOTHING = {};

    private final StatefulRedisConnection<String, byte[]> calls;
    private final StatefulRedisPubSubConnection<String, byte[]> feeds;
    private final @Nullable StatefulRedisConnection<String, byte[]> barriers;
    private final AtomicBoolean closed = new AtomicBoolean();

    LinkConnections(
            StatefulRedisConnection<String, byte[]> calls,
            StatefulRedisPubSubConnection<String, byte[]> feeds,
            @Nullable StatefulRedisConnection<String, byte[]> barriers) {
        this.calls = calls;
        this.feeds = feeds;
        this.barriers = barriers;
    }

    /** Says from now on what comes and that a connection has ended, also if it has ended before. */
    void tell(LinkPushes pushes) {
        feeds.addListener(pushes);
        calls.addListener(pushes.ends());
        feeds.addListener(pushes.ends());
        if (barriers != null) {
            barriers.addListener(pushes.ends());
        }
        if (!calls.isOpen() || !feeds.isOpen() || (barriers != null && !barriers.isOpen())) {
            pushes.ended();
        }
    }

    /** Sends calls with one flush. */
    void send(List<LinkCall> queued) {
        calls.dispatch(queued);
    }

    CompletionStage<Void> subscribe(String channel) {
        return feeds.async().ssubscribe(channel);
    }

    CompletionStage<Void> unsubscribe(String channel) {
        return feeds.async().sunsubscribe(channel);
    }

    CompletionStage<String> loadFunctions() {
        return calls.async().functionLoad(FunctionLibrary.text());
    }

    /**
     * Writes a key, and completes with true if enough replicas had it within {@link ReplicaGate#PATIENCE}. Those replicas then have
     * everything that this Redis wrote before it, too.
     */
    CompletionStage<Boolean> barrier(String key, int replicas) {
        if (barriers == null) {
            return CompletableFuture.failedStage(new IllegalStateException("no connection for barriers"));
        }
        RedisAsyncCommands<String, byte[]> redis = barriers.async();
        CompletionStage<String> written = redis.set(key, NOTHING);
        CompletionStage<Long> replicated = redis.waitForReplication(replicas, ReplicaGate.PATIENCE.toMillis());
        return written.thenCombine(replicated, (ok, have) -> have >= replicas);
    }

    /** Ends all; what is under way gets no answer. Idempotent: Lettuce warns of a second close. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            CompletableFuture<Void> unused = CompletableFuture.allOf(
                    calls.closeAsync(),
                    feeds.closeAsync(),
                    barriers == null ? CompletableFuture.completedFuture(null) : barriers.closeAsync());
        }
    }
}

package io.onesend.chat.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.onesend.chat.cluster.FunctionLibrary;
import io.onesend.network.logic.AnyThread;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The connections of a link to one Redis, from their opening to their end: for calls, for what is published, and for barriers. */
@AnyThread
final class LinkConnections {

    private final StatefulRedisConnection<String, byte[]> calls;
    private final StatefulRedisPubSubConnection<String, byte[]> feeds;
    private final BarrierConnection barriers;
    private final AtomicBoolean closed = new AtomicBoolean();

    LinkConnections(
            StatefulRedisConnection<String, byte[]> calls,
            StatefulRedisPubSubConnection<String, byte[]> feeds,
            StatefulRedisConnection<String, byte[]> barriers) {
        this.calls = calls;
        this.feeds = feeds;
        this.barriers = new BarrierConnection(barriers);
    }

    /** Says from now on what comes and that a connection has ended, also if it has ended before. */
    void tell(LinkPushes pushes) {
        feeds.addListener(pushes);
        calls.addListener(pushes.ends());
        feeds.addListener(pushes.ends());
        barriers.connection().addListener(pushes.ends());
        if (!calls.isOpen() || !feeds.isOpen() || !barriers.connection().isOpen()) {
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

    BarrierConnection barriers() {
        return barriers;
    }

    /** Ends all; what is under way gets no answer. Idempotent: Lettuce warns of a second close. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            CompletableFuture<Void> unused = CompletableFuture.allOf(
                    calls.closeAsync(),
                    feeds.closeAsync(),
                    barriers.connection().closeAsync());
        }
    }
}

package io.onesend.chat.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connections of links. They do not reconnect and have no time-outs for commands: both are the link's, which knows what a
 * lost connection means for its calls.
 */
@AnyThread
final class LinkClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

    /** Keys and channels are text, values and messages are bytes. */
    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** A peer that is gone is noticed within three times this, or sooner by a call that is not answered in time. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    private static final int PROBES = 2;

    private static final long LAST_ATTEMPTS_SECONDS = 5;

    private final ClientResources resources = RedisResources.builder().build();
    private final RedisClient client;

    // Guarded by this.
    private CompletableFuture<Void> attempts = CompletableFuture.completedFuture(null);
    private boolean closed;

    /**
     * Makes a client without connections.
     *
     * @param connectTimeout of one attempt
     */
    LinkClient(RedisURI uri, Duration connectTimeout) {
        client = new AsyncRedisClient(resources, uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // With RESP2, Lettuce takes a message of a sharded channel for the answer to a command under way.
                .protocolVersion(ProtocolVersion.RESP3)
                .timeoutOptions(TimeoutOptions.create())
                .socketOptions(socket(connectTimeout))
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build());
    }

    private static SocketOptions socket(Duration connectTimeout) {
        return SocketOptions.builder()
                .connectTimeout(connectTimeout)
                .keepAlive(KeepAliveOptions.builder()
                        .enable()
                        .idle(KEEP_ALIVE)
                        .interval(KEEP_ALIVE)
                        .count(PROBES)
                        .build())
                .tcpUserTimeout(TcpUserTimeoutOptions.builder()
                        .enable()
                        .tcpUserTimeout(KEEP_ALIVE.multipliedBy(PROBES + 1))
                        .build())
                .build();
    }

    CompletionStage<StatefulRedisConnection<String, byte[]>> connect(RedisURI uri) {
        return attempt(() -> client.connectAsync(CODEC, uri));
    }

    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectForFeeds(RedisURI uri) {
        return attempt(() -> client.connectPubSubAsync(CODEC, uri));
    }

    private synchronized <T> CompletionStage<T> attempt(Supplier<? extends CompletionStage<T>> connect) {
        if (closed) {
            return CompletableFuture.failedStage(new CancellationException("the links have ended"));
        }
        CompletableFuture<T> attempt = connect.get().toCompletableFuture();
        attempts = CompletableFuture.allOf(attempts, attempt.handle((connected, failed) -> connected));
        return attempt;
    }

    /** Ends all connections and threads, and waits for that. */
    @Override
    public void close() {
        awaitAttempts();
        RedisResources.shutDown(client, resources);
    }

    /** A channel that is only being made when its event loop ends is not cleaned up by Netty: its buffers would leak. */
    private void awaitAttempts() {
        CompletableFuture<Void> last;
        synchronized (this) {
            closed = true;
            last = attempts;
        }
        try {
            last.get(LAST_ATTEMPTS_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.debug("an attempt to connect has failed while the links ended", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

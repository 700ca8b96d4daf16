package io.onesend.chat.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreLateException;
import io.onesend.chat.login.AccountStoreRefusedException;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection to Redis with its threads, set up to fail fast: a command that cannot be sent now is refused and not kept for
 * later, because a login that waits is worth less than one that is told to try again.
 */
@AnyThread
final class RedisConnection implements AccountConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

    /** A server that accepts connections and ends them would fill the log. */
    private static final RateLimitedLog LOSSES = new RateLimitedLog(LOG, Level.WARN, 1);

    /** Commands sent and not yet answered; more are refused. At most one for each login under way. */
    private static final int MAX_PENDING_COMMANDS = 4096;

    /** How soon a lost connection is tried again, at first and at last; Lettuce's own 30 s would outlast the outage. */
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(50);

    private static final Duration LAST_RECONNECT = Duration.ofSeconds(1);

    /** Beyond the command time-out: a connect is a name look-up, a handshake and two commands. */
    private static final Duration CONNECT_ALLOWANCE = Duration.ofSeconds(2);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final StatefulRedisConnection<String, String> connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RedisConnection(
            ClientResources resources,
            RedisClient client,
            RedisURI uri,
            StatefulRedisConnection<String, String> connection,
            String address) {
        this.resources = resources;
        this.client = client;
        this.uri = uri;
        this.connection = connection;
        connection.addListener(new Watch(address));
    }

    /** Logs when the connection is lost and when it is back; Lettuce would log each attempt. */
    private final class Watch implements RedisConnectionStateListener {

        private final String address;

        Watch(String address) {
            this.address = address;
        }

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> again, SocketAddress where) {
            LOG.info("connected to Redis at {} again", address);
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
            if (!closed.get()) {
                LOSSES.log("the connection to Redis at {} is lost; connecting again", address);
            }
        }
    }

    /** Connects to the server of the URI, and waits for the connection. */
    static RedisConnection open(RedisSettings settings) {
        return open(settings, uri(settings), settings.maskedUri());
    }

    /**
     * Connects to the server of the URI, or else to the first of the seeds that can be reached, and waits for the connection.
     *
     * @throws AccountStoreException for the server of the URI, if none can be reached
     */
    static RedisConnection openAny(RedisSettings settings) {
        try {
            return open(settings);
        } catch (AccountStoreRefusedException refused) {
            throw refused;
        } catch (AccountStoreException unreachable) {
            for (RedisURI seed : seeds(settings)) {
                try {
                    return open(settings, seed, seed.getHost() + ":" + seed.getPort());
                } catch (AccountStoreException unreachableToo) {
                    unreachable.addSuppressed(unreachableToo);
                }
            }
            throw unreachable;
        }
    }

    private static RedisConnection open(RedisSettings settings, RedisURI uri, String address) {
        ClientResources resources = resources();
        RedisClient client = new AsyncRedisClient(resources, uri);
        client.setOptions(options(settings.commandTimeout()));
        StatefulRedisConnection<String, String> connection = await(
                settings,
                address,
                () -> client.connectAsync(StringCodec.UTF8, uri),
                () -> RedisResources.shutDown(client, resources));
        return new RedisConnection(resources, client, uri, connection, address);
    }

    static ClientResources resources() {
        return RedisResources.builder()
                .reconnectDelay(Delay.exponential(FIRST_RECONNECT, LAST_RECONNECT, 2, TimeUnit.MILLISECONDS))
                .build();
    }

    /** Waits for a connection; without one, it gives back what was taken and says why. */
    static <T> T await(
            RedisSettings settings,
            String address,
            Supplier<? extends CompletionStage<T>> connecting,
            Runnable giveBack) {
        Duration limit = settings.commandTimeout().plus(CONNECT_ALLOWANCE);
        try {
            return connecting.get().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RedisException failed) {
            giveBack.run();
            Throwable cause =
                    failed instanceof ExecutionException && failed.getCause() != null ? failed.getCause() : failed;
            throw connectFailure(settings, address, cause);
        } catch (InterruptedException stopped) {
            giveBack.run();
            Thread.currentThread().interrupt();
            throw new AccountStoreException("interrupted while connecting to Redis", stopped);
        }
    }

    /** Asks the server; one that does not say is none. */
    boolean isNodeOfCluster() {
        CompletableFuture<String> info = connection.async().info("cluster").toCompletableFuture();
        return info.handle((words, failed) -> failed == null && words.contains("cluster_enabled:1"))
                .join();
    }

    /**
     * Makes the URI with credentials that Lettuce reads on the connection's own thread. Those of a URI with a user name are
     * resolved on another thread, which then closes a refused connection; the close may overtake Redis's words, and they are lost.
     */
    static RedisURI uri(RedisSettings settings) {
        RedisURI uri = RedisURI.create(settings.uri());
        uri.setTimeout(settings.commandTimeout());
        uri.getCredentialsProvider()
                .resolveCredentials()
                .subscribe(given -> uri.setCredentialsProvider(new StaticCredentialsProvider(given)));
        return uri;
    }

    /** The seeds have the credentials of the URI. Sentinel, which names the one primary, needs none. */
    static List<RedisURI> seeds(RedisSettings settings) {
        return settings.isSentinel()
                ? List.of()
                : settings.seeds().stream()
                        .map(RedisNode::parse)
                        .map(node -> at(uri(settings), node))
                        .toList();
    }

    /** The same way in, at another address. */
    static RedisURI at(RedisURI uri, RedisNode node) {
        return RedisURI.builder(uri).withHost(node.host()).withPort(node.port()).build();
    }

    private static AccountStoreException connectFailure(RedisSettings settings, String address, Throwable cause) {
        String where = "Redis at " + address;
        String words = RedisFailure.ofConnecting(cause, settings.uri());
        if (RedisFailure.isRefusal(cause)) {
            return new AccountStoreRefusedException(where + " refuses us: " + words, cause);
        }
        String said = where + " cannot be reached: " + words;
        return RedisFailure.isLate(cause)
                ? new AccountStoreLateException(said, cause)
                : new AccountStoreException(said, cause);
    }

    @Override
    public RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    @Override
    public CompletionStage<StatefulRedisConnection<String, String>> openAnother(String key) {
        return client.connectAsync(StringCodec.UTF8, uri);
    }

    /** The server that it leads to. */
    RedisNode node() {
        return new RedisNode(uri.getHost(), uri.getPort());
    }

    /** Opens another connection to another server; the caller closes it. */
    CompletionStage<StatefulRedisConnection<String, String>> openAt(RedisNode node) {
        return client.connectAsync(StringCodec.UTF8, at(uri, node));
    }

    @Override
    public boolean isConnected() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            RedisResources.shutDown(client, resources);
        }
    }

    static ClientOptions options(Duration commandTimeout) {
        return ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_PENDING_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(commandTimeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(commandTimeout)
                        .keepAlive(true)
                        .build())
                // A hosted service's announcements of its maintenance: one more command at every connect otherwise.
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build();
    }
}

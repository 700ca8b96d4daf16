package io.onesend.chat.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The accounts' connections to all nodes of a Redis Cluster: Lettuce follows moved slots and failovers here. */
@AnyThread
final class RedisClusterConnection implements AccountConnection {

    /** A node that has lost its slots without a trace is noticed by then; all else is noticed at once. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    private final ClientResources resources;
    private final OrderlyClient client;
    private final AsyncRedisClient single;
    private final StatefulRedisClusterConnection<String, String> connection;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Ends its refreshes of the map before itself: their connections would leak their buffers if the threads ended before them. A
     * moved slot that is noticed last of all begins one that nobody waits for.
     */
    private static final class OrderlyClient extends RedisClusterClient {

        // Guarded by this.
        private CompletableFuture<Void> refresh = CompletableFuture.completedFuture(null);
        private boolean ending;

        OrderlyClient(ClientResources resources, List<RedisURI> seeds) {
            super(resources, seeds);
        }

        @Override
        public synchronized CompletionStage<Void> refreshPartitionsAsync() {
            if (ending) {
                return CompletableFuture.completedStage(null);
            }
            CompletionStage<Void> begun = super.refreshPartitionsAsync();
            refresh = begun.toCompletableFuture();
            return begun;
        }

        /** Lets no more of them begin, and completes when none is under way. */
        synchronized CompletableFuture<Void> endRefreshes() {
            ending = true;
            return refresh.handle((done, failed) -> null);
        }
    }

    private RedisClusterConnection(
            ClientResources resources,
            OrderlyClient client,
            AsyncRedisClient single,
            StatefulRedisClusterConnection<String, String> connection) {
        this.resources = resources;
        this.client = client;
        this.single = single;
        this.connection = connection;
    }

    /** Connects and waits for the connection. */
    static RedisClusterConnection open(RedisSettings settings) {
        ClientResources resources = RedisConnection.resources();
        RedisURI uri = RedisConnection.uri(settings);
        List<RedisURI> asked = new ArrayList<>(List.of(uri));
        asked.addAll(RedisConnection.seeds(settings));
        OrderlyClient client = new OrderlyClient(resources, asked);
        client.setOptions(options(settings.commandTimeout()));
        AsyncRedisClient single = new AsyncRedisClient(resources, uri);
        StatefulRedisClusterConnection<String, String> connection = RedisConnection.await(
                settings,
                settings.maskedUri(),
                () -> client.refreshPartitionsAsync()
                        .thenCompose(known -> client.connectAsync(StringCodec.UTF8))
                        .thenCompose(RedisClusterConnection::connectToPrimaries),
                () -> RedisResources.shutDown(client, resources));
        return new RedisClusterConnection(resources, client, single, connection);
    }

    /**
     * Lettuce connects to a node when a command needs it, and refuses that command, as all for which there is no connection.
     * A primary that is gone does not hinder the others.
     */
    private static CompletionStage<StatefulRedisClusterConnection<String, String>> connectToPrimaries(
            StatefulRedisClusterConnection<String, String> connection) {
        return CompletableFuture.allOf(connection.getPartitions().stream()
                        .filter(node -> node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots())
                        .map(RedisClusterNode::getUri)
                        .map(uri -> connection
                                .getConnectionAsync(uri.getHost(), uri.getPort())
                                .handle((connected, failed) -> connected))
                        .toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> connection);
    }

    private static ClusterClientOptions options(Duration commandTimeout) {
        return ClusterClientOptions.builder(RedisConnection.options(commandTimeout))
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .adaptiveRefreshTriggersTimeout(commandTimeout)
                        .enablePeriodicRefresh(REFRESH)
                        .build())
                .build();
    }

    @Override
    public RedisClusterAsyncCommands<String, String> commands() {
        return connection.async();
    }

    @Override
    public CompletionStage<StatefulRedisConnection<String, String>> openAnother(String key) {
        RedisClusterNode node = client.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
        return node == null
                ? CompletableFuture.failedStage(new IllegalStateException("no node has the slot of the key"))
                : single.connectAsync(StringCodec.UTF8, node.getUri());
    }

    @Override
    public boolean isConnected() {
        return connection.isOpen();
    }

    /**
     * The connection goes before the client, and takes those to the nodes with it. A client that is ended first ends each of these
     * twice, once for itself and once for the connection, and Lettuce warns of that.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            RedisResources.await(client.endRefreshes());
            RedisResources.await(connection.closeAsync());
            RedisResources.end(single);
            RedisResources.shutDown(client, resources);
        }
    }
}

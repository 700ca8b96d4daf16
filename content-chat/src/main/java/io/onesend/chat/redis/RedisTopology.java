package io.onesend.chat.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.network.logic.AnyThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out which Redis servers there are: one, or the primaries of a Redis Cluster. Each question goes to one server, over a
 * connection of its own, so that it depends on no link.
 */
@AnyThread
final class RedisTopology {

    private final LinkClient client;
    private final RedisURI uri;
    private final String maskedUri;
    private final boolean surelyCluster;
    private final List<RedisNode> seeds = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean single;

    RedisTopology(LinkClient client, RedisSettings settings) {
        this.client = client;
        uri = RedisConnection.uri(settings);
        maskedUri = settings.maskedUri();
        surelyCluster = settings.topology() == RedisSettings.Topology.CLUSTER;
        single = settings.topology() == RedisSettings.Topology.SINGLE || settings.isSentinel();
        if (!single) {
            seeds.add(new RedisNode(uri.getHost(), uri.getPort()));
            settings.seeds().forEach(seed -> seeds.add(RedisNode.parse(seed)));
        }
    }

    /**
     * Asks one of the servers for the map.
     *
     * @param known servers that may be asked beside the configured ones; the next question goes to the next
     */
    CompletionStage<SlotMap> ask(Set<RedisNode> known) {
        if (single) {
            return CompletableFuture.completedStage(SlotMap.of(RedisNode.CONFIGURED));
        }
        List<RedisNode> candidates = new ArrayList<>(seeds);
        known.stream().filter(node -> !seeds.contains(node)).forEach(candidates::add);
        RedisNode asked = candidates.get(Math.floorMod(questions.getAndIncrement(), candidates.size()));
        return client.connect(uriOf(asked))
                .thenCompose(connection -> slots(connection, asked)
                        .handle((map, failed) -> connection
                                .closeAsync()
                                .thenCompose(end -> failed == null
                                        ? CompletableFuture.completedStage(map)
                                        : CompletableFuture.<SlotMap>failedStage(failed)))
                        .thenCompose(outcome -> outcome));
    }

    private CompletionStage<SlotMap> slots(StatefulRedisConnection<String, byte[]> connection, RedisNode asked) {
        return connection.async().clusterSlots().handle((answer, failed) -> {
            if (failed == null) {
                return SlotMap.read(answer, asked);
            }
            String words = RedisFailure.inWords(failed);
            if (surelyCluster || !RedisFailure.isRefusal(failed) || RefusalWords.meaning(words) == PortFailure.HELD) {
                throw new UnfitRedisException(asked + " has no map of a Redis Cluster: " + words);
            }
            single = true;
            return SlotMap.of(RedisNode.CONFIGURED);
        });
    }

    /**
     * Where a link leads.
     *
     * @param address for a log line
     */
    record Target(RedisURI uri, String address) {}

    Target targetOf(RedisNode node) {
        return new Target(uriOf(node), node.equals(RedisNode.CONFIGURED) ? maskedUri : node.toString());
    }

    private RedisURI uriOf(RedisNode node) {
        return node.equals(RedisNode.CONFIGURED) ? uri : RedisConnection.at(uri, node);
    }
}

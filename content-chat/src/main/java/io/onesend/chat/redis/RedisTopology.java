package io.onesend.chat.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.network.logic.AnyThread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Finds out which Redis servers there are: one, the primary that Sentinel names, or the primaries of a Redis Cluster. Each question
 * goes to one server, over a connection of its own, so that it depends on no link.
 */
@AnyThread
final class RedisTopology {

    private static final Duration SENTINEL_REFRESH = Duration.ofMillis(500);

    private final LinkClient client;
    private final RedisURI uri;
    private final String maskedUri;
    private final Duration timeout;
    private final boolean surelyCluster;
    private final List<RedisNode> seeds = new ArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean single;

    RedisTopology(LinkClient client, RedisSettings settings) {
        this.client = client;
        uri = RedisConnection.uri(settings);
        maskedUri = settings.maskedUri();
        timeout = settings.commandTimeout();
        surelyCluster = settings.topology() == RedisSettings.Topology.CLUSTER;
        single = settings.topology() == RedisSettings.Topology.SINGLE && !settings.isSentinel();
        if (!single && !settings.isSentinel()) {
            seeds.add(new RedisNode(uri.getHost(), uri.getPort()));
            settings.seeds().forEach(seed -> seeds.add(RedisNode.parse(seed)));
        }
    }

    /**
     * How often the map is asked for while nobody doubts it; zero: never. After a failover on request Sentinel leaves the former
     * primary as it is for some seconds: it takes writes that will be lost, and does not say so.
     */
    Duration refresh() {
        return uri.getSentinels().isEmpty() ? Duration.ZERO : SENTINEL_REFRESH;
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
        if (!uri.getSentinels().isEmpty()) {
            return askSentinel(uri.getSentinels());
        }
        List<RedisNode> candidates = new ArrayList<>(seeds);
        known.stream().filter(node -> !seeds.contains(node)).forEach(candidates::add);
        RedisNode asked = candidates.get(Math.floorMod(questions.getAndIncrement(), candidates.size()));
        return ask(uriOf(asked), connection -> slots(connection, asked));
    }

    /** One that has answered is asked again: another one may know less, and the host would go to and fro. */
    private CompletionStage<SlotMap> askSentinel(List<RedisURI> sentinels) {
        int question = questions.getAndIncrement();
        return ask(sentinels.get(Math.floorMod(question, sentinels.size())), this::primary)
                .thenApply(map -> {
                    questions.set(question);
                    return map;
                });
    }

    /** A server that stands still takes connections and does not answer. */
    private <T> CompletionStage<T> ask(
            RedisURI server, Function<StatefulRedisConnection<String, byte[]>, CompletionStage<T>> question) {
        return client.connect(server)
                .thenCompose(connection -> question.apply(connection)
                        .toCompletableFuture()
                        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .handle((answer, failed) -> connection
                                .closeAsync()
                                .thenCompose(end -> failed == null
                                        ? CompletableFuture.completedStage(answer)
                                        : CompletableFuture.<T>failedStage(failed)))
                        .thenCompose(outcome -> outcome));
    }

    private CompletionStage<SlotMap> primary(StatefulRedisConnection<String, byte[]> sentinel) {
        String name = uri.getSentinelMasterId();
        CommandArgs<String, byte[]> args = new CommandArgs<>(LinkClient.CODEC)
                .add("GET-MASTER-ADDR-BY-NAME")
                .add(name);
        return sentinel.async()
                .dispatch(CommandType.SENTINEL, new ArrayOutput<>(LinkClient.CODEC), args)
                .thenApply(address -> {
                    if (address == null || address.size() != 2) {
                        throw new UnfitRedisException("Sentinel knows no primary by the name " + name);
                    }
                    return SlotMap.of(RedisNode.parse(text(address.get(0)) + ":" + text(address.get(1))));
                });
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
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

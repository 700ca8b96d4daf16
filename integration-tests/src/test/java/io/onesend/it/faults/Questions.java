package io.onesend.it.faults;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisStreamCommands;
import io.lettuce.core.api.sync.RedisStringCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.StoredStreams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Asks a Redis whose primaries change: each question has a client of its own, which knows nothing of what was before. */
final class Questions {

    private static final ClusterKeys KEYS = new ClusterKeys(HostFleet.KEY_PREFIX, HostFleet.PARTITIONS);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Questions() {}

    /** Asks one server. */
    static <T> T ask(String uri, Function<StatefulRedisConnection<byte[], byte[]>, T> question) {
        try (RedisClient client = RedisClient.create(timed(uri))) {
            return question.apply(client.connect(ByteArrayCodec.INSTANCE));
        }
    }

    /** Asks a Redis Cluster, whose map one of these nodes knows. */
    static <T> T askCluster(List<String> uris, Function<StatefulRedisClusterConnection<byte[], byte[]>, T> question) {
        List<RedisURI> seeds = uris.stream().map(Questions::timed).toList();
        try (RedisClusterClient client = RedisClusterClient.create(seeds)) {
            return question.apply(client.connect(ByteArrayCodec.INSTANCE));
        }
    }

    private static RedisURI timed(String uri) {
        RedisURI timed = RedisURI.create(uri);
        timed.setTimeout(TIMEOUT);
        return timed;
    }

    /** Adds accounts in the course's form. */
    static boolean addAccounts(RedisStringCommands<byte[], byte[]> redis, List<String> userIds, String password) {
        userIds.forEach(id -> redis.set(bytes(id), bytes(password)));
        return true;
    }

    static List<RoomStream> streams(RedisStreamCommands<byte[], byte[]> redis, List<Integer> rooms) {
        return rooms.stream()
                .map(room -> StoredStreams.of(redis, KEYS.partition(partitionOf(room)), room))
                .toList();
    }

    /** The slot of the room's partition: all of its keys are in one. */
    static int slotOf(int room) {
        return SlotHash.getSlot(KEYS.partition(partitionOf(room)).partition());
    }

    private static int partitionOf(int room) {
        return room % KEYS.partitions();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

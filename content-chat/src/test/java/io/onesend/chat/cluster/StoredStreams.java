package io.onesend.chat.cluster;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisStreamCommands;
import io.onesend.chat.checker.RoomStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the streams of rooms from a real Redis, for the checker. */
public final class StoredStreams {

    private StoredStreams() {}

    /**
     * Reads the whole stream of one room.
     *
     * @param keys of the room's partition
     */
    public static RoomStream of(RedisStreamCommands<byte[], byte[]> redis, PartitionKeys keys, int room) {
        byte[] stream = keys.room(room).get(1).getBytes(StandardCharsets.UTF_8);
        return decoded(room, redis.xrange(stream, Range.unbounded()));
    }

    /** The stream of one room, from what an XRANGE over all of it has answered. */
    public static RoomStream decoded(int room, List<StreamMessage<byte[], byte[]>> messages) {
        List<RoomStream.Entry> entries = new ArrayList<>();
        for (StreamMessage<byte[], byte[]> message : messages) {
            Position position = Position.parse(message.getId());
            // One field: the event.
            byte[] body = message.getBody().values().iterator().next();
            entries.add(new RoomStream.Entry(position.offset(), position.tagText(), EventCodec.decode(body)));
        }
        return new RoomStream(room, entries);
    }

    /**
     * Reads the streams of all rooms, spread over the partitions as a cluster spreads them.
     *
     * @param first number of a room
     */
    public static List<RoomStream> ofAll(
            RedisStreamCommands<byte[], byte[]> redis, ClusterKeys keys, int first, int count) {
        List<RoomStream> streams = new ArrayList<>();
        for (int room = first; room < first + count; room++) {
            streams.add(of(redis, keys.partition((room - first) % keys.partitions()), room));
        }
        return streams;
    }
}

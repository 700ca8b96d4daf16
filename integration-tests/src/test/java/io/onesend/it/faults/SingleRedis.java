package io.onesend.it.faults;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.StoredStreams;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One redis-server of the system's, without replicas. */
final class SingleRedis implements FaultStore {

    private static final ClusterKeys KEYS = new ClusterKeys(HostFleet.KEY_PREFIX, HostFleet.PARTITIONS);

    private final RedisProcess process;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    /** Takes over one that runs; closing this ends it. */
    SingleRedis(RedisProcess process) {
        this.process = process;
        client = RedisClient.create(process.uri());
        connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    /** Starts one that has on disk what it has answered. */
    static SingleRedis startIn(Path folder) throws IOException, InterruptedException {
        return new SingleRedis(RedisProcess.startIn(folder, "--appendonly", "yes", "--appendfsync", "always"));
    }

    RedisProcess process() {
        return process;
    }

    @Override
    public void addAccounts(List<String> userIds, String password) {
        Map<byte[], byte[]> accounts = new HashMap<>();
        userIds.forEach(id -> accounts.put(bytes(id), bytes(password)));
        connection.sync().mset(accounts);
    }

    @Override
    public List<RoomStream> streams(List<Integer> rooms) {
        return readAnd(rooms, commands -> {});
    }

    /** Deletes everything, and returns the streams as they were just then. */
    List<RoomStream> wipe(List<Integer> rooms) {
        return readAnd(rooms, RedisCommands::flushall);
    }

    /** Deletes the streams of these rooms but for their last event, and returns them as they were just then. */
    List<RoomStream> trim(List<Integer> rooms) {
        return readAnd(rooms, commands -> rooms.forEach(room -> commands.xtrim(stream(room), 1)));
    }

    /** Reads streams and does something, as one step of Redis. */
    private List<RoomStream> readAnd(List<Integer> rooms, Consumer<RedisCommands<byte[], byte[]>> what) {
        RedisCommands<byte[], byte[]> commands = connection.sync();
        commands.multi();
        rooms.forEach(room -> commands.xrange(stream(room), Range.unbounded()));
        what.accept(commands);
        TransactionResult results = commands.exec();
        List<RoomStream> streams = new ArrayList<>();
        for (int index = 0; index < rooms.size(); index++) {
            List<StreamMessage<byte[], byte[]>> messages = results.get(index);
            streams.add(StoredStreams.decoded(rooms.get(index), messages));
        }
        return streams;
    }

    /**
     * Kills it, takes the latest of what it had written away, as a power cut does, and starts it again.
     *
     * @param bytes of its append-only file
     * @return the streams as they were just then
     */
    List<RoomStream> loseLatest(int bytes, List<Integer> rooms) throws IOException, InterruptedException {
        process.kill();
        List<RoomStream> before = AppendOnlyFiles.streamsOf(process.folder(), rooms);
        AppendOnlyFiles.shorten(process.folder(), bytes);
        process.startAgain();
        return before;
    }

    /** Publishes this many bytes on the channel on which a host listens for itself: its feed connection has to take them. */
    void flood(String hostName, int bytes) throws IOException, InterruptedException {
        process.tell(
                "EVAL",
                "return redis.call('SPUBLISH', KEYS[1], string.rep('x', tonumber(ARGV[1])))",
                "1",
                KEYS.control(hidOf(hostName)),
                Integer.toString(bytes));
    }

    private String hidOf(String hostName) {
        return connection.sync().hgetall(bytes(KEYS.hosts())).entrySet().stream()
                .filter(line -> text(line.getValue()).contains(hostName))
                .map(line -> text(line.getKey()))
                .findFirst()
                .orElseThrow();
    }

    /** The connections that are subscribed to something, by Redis's numbers for them. */
    Set<String> feeds() throws IOException, InterruptedException {
        return Stream.of(process.tell("CLIENT", "LIST", "TYPE", "pubsub").split("\n"))
                .map(line -> line.split(" ")[0])
                .collect(Collectors.toSet());
    }

    /** Changes when each host's last beat was, by Redis's clock: as if that clock had jumped by as much the other way. */
    void moveBeats(Duration by) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "EVAL",
                "for _, p in ipairs(KEYS) do for _, f in ipairs(redis.call('HKEYS', p)) do"
                        + " if string.sub(f, 1, 1) == 'b' then redis.call('HINCRBY', p, f, ARGV[1]) end end end",
                Integer.toString(KEYS.partitions())));
        for (int partition = 0; partition < KEYS.partitions(); partition++) {
            command.add(KEYS.partition(partition).partition());
        }
        command.add(Long.toString(by.toMillis()));
        process.tell(command.toArray(String[]::new));
    }

    private static byte[] stream(int room) {
        return bytes(KEYS.partition(room % KEYS.partitions()).room(room).get(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        process.close();
    }
}

package io.onesend.chat.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.network.testing.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's redis-server, with the cluster's functions, and a connection that calls them. */
final class SystemRedis implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final RedisProcess server;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private SystemRedis(RedisProcess server, RedisClient client, StatefulRedisConnection<byte[], byte[]> connection) {
        this.server = server;
        this.client = client;
        this.connection = connection;
    }

    static boolean isInstalled() {
        return RedisProcess.isInstalled();
    }

    static SystemRedis startIn(Path folder) throws IOException, InterruptedException {
        RedisProcess server = RedisProcess.startIn(folder);
        RedisClient client = RedisClient.create(RedisURI.Builder.redis("127.0.0.1", server.port())
                .withTimeout(TIMEOUT)
                .build());
        try {
            SystemRedis redis = new SystemRedis(server, client, client.connect(ByteArrayCodec.INSTANCE));
            redis.connection.sync().functionLoad(FunctionLibrary.text());
            return redis;
        } catch (RuntimeException failed) {
            client.shutdown();
            server.close();
            throw failed;
        }
    }

    List<?> call(FunctionCall call) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE)
                .add(call.name())
                .add(call.keys().size());
        call.keys().forEach(key -> args.addKey(key.getBytes(StandardCharsets.UTF_8)));
        call.arguments().forEach(args::addValue);
        return connection.sync().dispatch(CommandType.FCALL, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), args);
    }

    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    RedisClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        server.close();
    }
}

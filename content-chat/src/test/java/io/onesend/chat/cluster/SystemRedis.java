package io.onesend.chat.cluster;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's redis-server, which has functions, on a free port, and a connection that calls them. */
final class SystemRedis implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Process server;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private SystemRedis(Process server, RedisClient client, StatefulRedisConnection<byte[], byte[]> connection) {
        this.server = server;
        this.client = client;
        this.connection = connection;
    }

    /** Whether the system has one. */
    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/redis-server"));
    }

    static SystemRedis startIn(Path folder) throws IOException, InterruptedException {
        int port = FreePort.choose();
        Process server = new ProcessBuilder(
                        "/usr/bin/redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        RedisClient client = RedisClient.create(
                RedisURI.Builder.redis("127.0.0.1", port).withTimeout(TIMEOUT).build());
        try {
            awaitReady(server, folder.resolve("redis.log"));
            SystemRedis redis = new SystemRedis(server, client, client.connect(ByteArrayCodec.INSTANCE));
            redis.connection.sync().functionLoad(Functions.library());
            return redis;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            client.shutdown();
            server.destroyForcibly();
            throw failed;
        }
    }

    private static void awaitReady(Process server, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.readString(log).contains("Ready to accept connections")) {
            if (System.nanoTime() > deadline || !server.isAlive()) {
                throw new IOException("redis-server did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
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
        server.destroy();
        server.onExit().join();
    }
}

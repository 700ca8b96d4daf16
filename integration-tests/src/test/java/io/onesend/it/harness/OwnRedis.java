package io.onesend.it.harness;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A Redis of the test's own, which it may stop and start again on the same port with the same data. */
public final class OwnRedis implements AutoCloseable {

    private final int port;
    private final Path folder;
    private RedisServer server;
    private @Nullable String frozenProcess;

    private OwnRedis(int port, Path folder) throws IOException {
        this.port = port;
        this.folder = folder;
        server = launch();
    }

    public static OwnRedis start() {
        try {
            return new OwnRedis(FreePort.choose(), WorkFolder.create("redis"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private RedisServer launch() throws IOException {
        RedisServer started = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + folder)
                .setting("appendonly yes")
                .setting("appendfsync always")
                .build();
        started.start();
        return started;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public void plaintext(String userId, String password) {
        tell(commands -> commands.set(userId, password));
    }

    public boolean has(String key) {
        return ask(commands -> commands.exists(key)) > 0;
    }

    /** Its process stands still until {@link #thaw}, or until it is stopped: connections stay, and nothing is answered. */
    public void freeze() {
        frozenProcess = ask(commands -> commands.info("server"))
                .lines()
                .filter(line -> line.startsWith("process_id:"))
                .map(line -> line.substring("process_id:".length()))
                .findFirst()
                .orElseThrow();
        Shell.signal("STOP", frozenProcess);
    }

    /** What was asked meanwhile is answered now. */
    public void thaw() {
        if (frozenProcess != null) {
            Shell.signal("CONT", frozenProcess);
            frozenProcess = null;
        }
    }

    /** Takes the right to this command from everybody, until it is started again. */
    public void forbid(String command) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                .add("SETUSER")
                .add("default")
                .add("-" + command);
        tell(commands -> commands.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), args));
    }

    private void tell(Consumer<RedisCommands<String, String>> what) {
        ask(commands -> {
            what.accept(commands);
            return true;
        });
    }

    private <T> T ask(Function<RedisCommands<String, String>, T> what) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return what.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    /** Stops it; the port refuses connections. */
    public void stop() {
        // A process that stands still does not end.
        thaw();
        try {
            server.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void startAgain() {
        try {
            server = launch();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        stop();
    }
}

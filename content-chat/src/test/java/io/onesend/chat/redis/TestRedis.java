package io.onesend.chat.redis;

import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which a test may take away and bring back. */
public final class TestRedis implements AutoCloseable {

    public static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private final Path data;
    private final int port;
    private RedisServer server;

    private TestRedis(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        server = start();
    }

    public static TestRedis startIn(Path data) throws IOException {
        return new TestRedis(data, FreePort.choose());
    }

    public int port() {
        return port;
    }

    public RedisSettings settings(String keyPrefix) {
        return new RedisSettings("redis://127.0.0.1:" + port, COMMAND_TIMEOUT, keyPrefix);
    }

    /** Ends it; what was in it is lost. */
    public void stop() throws IOException {
        server.stop();
    }

    public void startAgain() throws IOException {
        server = start();
    }

    /** It stays connected but answers nothing, until {@link #thaw}. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private RedisServer start() throws IOException {
        RedisServer started = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + data)
                .setting("save \"\"")
                .build();
        started.start();
        return started;
    }

    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle redis = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow();
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("could not send " + name + " to the test's Redis");
        }
    }
}

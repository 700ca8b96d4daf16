package io.onesend.chat.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which a test may take away and bring back. */
public final class TestRedis implements AutoCloseable {

    public static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private static final String PROCESS = "process_id:";

    private final Path data;
    private final int port;
    private RedisServer server;
    /** 0: none. */
    private long frozenProcess;

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
        return settings(keyPrefix, COMMAND_TIMEOUT);
    }

    RedisSettings settings(String keyPrefix, Duration commandTimeout) {
        return new RedisSettings("redis://127.0.0.1:" + port, commandTimeout, keyPrefix);
    }

    /** Ends it; what was in it is lost. */
    public void stop() throws IOException {
        // A process that stands still does not end.
        thaw();
        server.stop();
    }

    public void startAgain() throws IOException {
        server = start();
    }

    /** It stays connected but answers nothing, until {@link #thaw}. */
    public void freeze() throws IOException {
        frozenProcess = process();
        signal("STOP", frozenProcess);
    }

    public void thaw() throws IOException {
        if (frozenProcess != 0) {
            signal("CONT", frozenProcess);
            frozenProcess = 0;
        }
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

    private static void signal(String name, long process) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("could not send " + name + " to the test's Redis");
        }
    }

    /** It says itself which process it is: other tests may have left one of their own running. */
    private long process() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("INFO server\r\nQUIT\r\n".getBytes(US_ASCII));
            String info = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return info.lines()
                    .filter(line -> line.startsWith(PROCESS))
                    .mapToLong(line -> Long.parseLong(line.substring(PROCESS.length())))
                    .findFirst()
                    .orElseThrow(() -> new IOException("this is no Redis: " + info));
        }
    }
}

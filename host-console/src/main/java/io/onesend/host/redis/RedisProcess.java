package io.onesend.host.redis;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of {@code redis-server}, from its start to its end. */
final class RedisProcess {

    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);

    /** Another program may take the port between our choice and Redis's bind. */
    private static final int ATTEMPTS = 5;

    /** Reading a long append-only file takes a while. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final String PORT_TAKEN = "Address already in use";

    private final Process process;
    private final RedisOutput output;
    private final RedisState state;
    private volatile boolean stopping;

    private RedisProcess(Process process, RedisState state) {
        this.process = process;
        this.state = state;
        this.output = RedisOutput.follow(process);
    }

    static RedisProcess start(Path executable, Path dataDir, RedisState.Owner owner)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            RedisProcess redis = launch(executable, dataDir, owner);
            if (redis.awaitReady()) {
                redis.warnOfUnexpectedEnd();
                return redis;
            }
            redis.process.destroyForcibly().waitFor();
            String lastWords = redis.output.lastWords();
            if (!lastWords.contains(PORT_TAKEN) || attempt == ATTEMPTS) {
                RedisState.delete(dataDir);
                throw new RedisStartException("the embedded Redis did not start: " + lastWords, null);
            }
        }
    }

    RedisState state() {
        return state;
    }

    /** Everything is on disk and the process gone when this returns. */
    void stop() throws InterruptedException {
        stopping = true;
        if (process.isAlive()) {
            RedisEnd.end(process.toHandle(), state);
        }
        output.awaitEnd();
    }

    private static RedisProcess launch(Path executable, Path dataDir, RedisState.Owner owner) throws IOException {
        RedisState state = new RedisState(ProcessHandle.current().pid(), owner, 0, freePort(), newPassword());
        // Before the child exists, so that no moment's kill leaves a child that nothing tells of.
        state.write(dataDir);
        Process process = new ProcessBuilder(executable.toString(), "-")
                .directory(dataDir.toFile())
                .redirectErrorStream(true)
                .start();
        RedisProcess redis = new RedisProcess(process, state.withPid(process.pid()));
        redis.state.write(dataDir);
        redis.writeConfiguration(dataDir);
        return redis;
    }

    /** Through its standard input: arguments show in the list of processes, a file would have to be removed again. */
    private void writeConfiguration(Path dataDir) {
        String lines = String.join(
                "\n",
                "bind 127.0.0.1",
                "port " + state.port(),
                "requirepass " + state.password(),
                "dir " + quoted(dataDir.toString()),
                "appendonly yes",
                "appendfsync everysec",
                "save \"\"",
                "databases 1",
                "loglevel notice",
                "");
        try (Writer writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(lines);
        } catch (IOException endedAlready) {
            // awaitReady finds it dead, and its last words are the better message.
            LOG.debug("Redis did not take its configuration: {}", endedAlready.getMessage());
        }
    }

    private boolean awaitReady() {
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < READY_WITHIN.toNanos()) {
            try (RedisLine line = RedisLine.open(state.port(), state.password())) {
                line.ping();
                return true;
            } catch (IOException notYet) {
                LOG.trace("Redis is not ready: {}", notYet.getMessage());
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        return false;
    }

    private void warnOfUnexpectedEnd() {
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> {
            if (!stopping) {
                LOG.warn("the embedded Redis (pid {}) has ended by itself, status {}", ended.pid(), ended.exitValue());
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, RedisLine.loopback())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String quoted(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

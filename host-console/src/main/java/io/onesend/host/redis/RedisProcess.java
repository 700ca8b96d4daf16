package io.onesend.host.redis;

import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of {@code redis-server}, from its start to its end. */
final class RedisProcess {

    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);

    /** Another program may take the port between our choice and Redis's bind. */
    private static final int ATTEMPTS = 5;

    /** Loading a long append-only file takes a while, but makes progress. */
    private static final Duration LOADS_WITHOUT_PROGRESS = Duration.ofMinutes(1);

    private static final String PORT_TAKEN = "Address already in use";

    /** In order, by Control-C, and by the end that a service manager asks for. */
    private static final Set<Integer> STATUS_OF_SIGNAL = Set.of(0, 128 + 2, 128 + 15);

    /**
     * What to start.
     *
     * @param dataDir as the system names it
     */
    record Launch(Path executable, Path dataDir, RedisState.Owner owner, Waiting waiting) {

        private RedisState newState() throws IOException {
            return new RedisState(ProcessHandle.current().pid(), owner, 0, freePort(), newPassword(), false);
        }
    }

    private final Process process;
    private final RedisOutput output;
    private final RedisState state;

    private RedisProcess(Process process, RedisState state) {
        this.process = process;
        this.state = state;
        this.output = RedisOutput.follow(process);
    }

    /**
     * Starts it on a free port and waits until it has loaded its data.
     *
     * @throws RedisStartException if it does not start
     * @throws CancellationException if it is not wanted any more
     */
    static RedisProcess start(Launch launch) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return start(launch, launch.newState());
            } catch (RedisStartException failed) {
                if (attempt == ATTEMPTS || !String.valueOf(failed.getMessage()).contains(PORT_TAKEN)) {
                    throw failed;
                }
            }
        }
    }

    /** Starts it with the port and password it had before, so that its clients find it again. */
    static RedisProcess startAgain(Launch launch, RedisState before) throws IOException, InterruptedException {
        return start(launch, before.withPid(0));
    }

    private static RedisProcess start(Launch launch, RedisState state) throws IOException, InterruptedException {
        RedisProcess redis = launch(launch, state);
        boolean ready = false;
        try {
            ready = redis.awaitLoaded(launch.waiting());
        } finally {
            if (!ready) {
                redis.stop();
                RedisState.delete(launch.dataDir());
            }
        }
        if (!ready) {
            redis.checkWanted(launch.waiting());
            throw new RedisStartException("the embedded Redis did not start: " + redis.output.lastLines(), null);
        }
        redis.state.asReady().write(launch.dataDir());
        return redis;
    }

    RedisState state() {
        return state;
    }

    /** Returns when it has ended, for any reason. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** How it ended, for the log. */
    String describeEnd() throws InterruptedException {
        return "the embedded Redis (pid " + process.pid() + ") has ended by itself, status " + process.exitValue();
    }

    /**
     * Whether it was ended by a signal that was sent to us too: a terminal and a service manager signal the whole group.
     *
     * @param waiting asked whether our signal has come
     */
    boolean wasStoppedWithUs(Waiting waiting) throws InterruptedException {
        return waiting.cancelled().getAsBoolean() || (endedBySignal() && waiting.isCancelledSoon());
    }

    /** Redis ends with 0 when it is told to; a child that has not become Redis yet ends by the signal itself. */
    private boolean endedBySignal() {
        return !process.isAlive() && STATUS_OF_SIGNAL.contains(process.exitValue());
    }

    /** Everything is on disk and the process gone when this returns. */
    void stop() throws InterruptedException {
        if (process.isAlive()) {
            RedisEnd.end(process.toHandle(), state);
        }
        output.awaitEnd();
    }

    private static RedisProcess launch(Launch launch, RedisState state) throws IOException, InterruptedException {
        // Written before the child exists, so that a kill at any moment leaves no unknown child.
        state.write(launch.dataDir());
        Process process = OwnSession.start(
                new ProcessBuilder(OwnSession.command(launch.executable().toString(), "-"))
                        .directory(launch.dataDir().toFile())
                        .redirectErrorStream(true),
                launch.waiting());
        RedisProcess redis = new RedisProcess(process, state.withPid(process.pid()));
        redis.state.write(launch.dataDir());
        redis.writeConfiguration(launch.dataDir());
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
            // awaitLoaded finds it dead, and its last words are the better message.
            LOG.debug("Redis did not take its configuration: {}", endedAlready.getMessage());
        }
    }

    /** False: it has ended, or makes no more progress. */
    private boolean awaitLoaded(Waiting waiting) {
        ProgressWait wait = new ProgressWait(waiting, LOADS_WITHOUT_PROGRESS);
        RedisLoading loading = new RedisLoading(true, 0, 0);
        while (process.isAlive()) {
            try (RedisLine line = RedisLine.open(state.port(), state.password())) {
                loading = line.loading();
                if (!loading.underWay()) {
                    return true;
                }
            } catch (IOException notYet) {
                LOG.trace("Redis is not ready: {}", notYet.getMessage());
            }
            if (!wait.pause(loading.loadedBytes(), loading::describe)) {
                return false;
            }
        }
        return false;
    }

    private void checkWanted(Waiting waiting) throws InterruptedException {
        if (!process.isAlive() && wasStoppedWithUs(waiting)) {
            throw new CancellationException("no longer wanted");
        }
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

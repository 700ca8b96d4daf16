package io.onesend.host.redis;

import io.onesend.host.config.FileFailure;
import io.onesend.host.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of the host's own, started as a child process on a free loopback port, its data kept in a folder from one run to the
 * next. A Redis that a killed host left running is stopped in order before the data is used again.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    private static final String DATA = "appendonly.aof";

    /** A Redis of our own, and how to stop it. */
    private record Own(DataDirTurn turn, Stop stop) {}

    private interface Stop {
        void run() throws InterruptedException;
    }

    private final Path dataDir;
    private final String uri;
    private final boolean isNew;
    private final @Nullable Own own;
    private boolean closed;

    private EmbeddedRedis(Path dataDir, String uri, boolean isNew, @Nullable Own own) {
        this.dataDir = dataDir;
        this.uri = uri;
        this.isNew = isNew;
        this.own = own;
    }

    /**
     * Starts it for a host, and starts it again if it ends by itself.
     *
     * @param givenUp called when it cannot be kept running
     * @throws DataDirInUseException if another host uses the folder
     * @throws RedisStartException if it cannot be started
     * @throws CancellationException if it is not wanted any more
     */
    public static EmbeddedRedis start(Path dataDir, Waiting waiting, Runnable givenUp) {
        return start(dataDir, waiting, RedisKeeper.Restarts.USUAL, givenUp);
    }

    static EmbeddedRedis start(Path dataDir, Waiting waiting, RedisKeeper.Restarts restarts, Runnable givenUp) {
        return guarded(dataDir, folder -> {
            DataDirTurn turn = DataDirTurn.ofServer(folder, waiting);
            return launch(turn, folder, waiting, RedisState.Owner.HOST, (first, launch) -> {
                RedisKeeper keeper = RedisKeeper.keep(first, launch, restarts, givenUp);
                return keeper::stop;
            });
        });
    }

    /**
     * For a command: the Redis of the host that runs on this folder, or one started for as long as the command takes. Commands
     * wait for each other.
     *
     * @throws DataDirInUseException if its turn does not come
     * @throws RedisStartException if it cannot be started
     * @throws CancellationException if it is not wanted any more
     */
    public static EmbeddedRedis startOrJoin(Path dataDir, Waiting waiting) {
        return guarded(dataDir, folder -> {
            Optional<DataDirTurn> turn = DataDirTurn.ofCommand(folder, waiting);
            return turn.isPresent()
                    ? launch(turn.get(), folder, waiting, RedisState.Owner.COMMAND, (first, launch) -> first::stop)
                    : join(folder);
        });
    }

    /** The address it listens on, with the password: not for logs. */
    public String uri() {
        return uri;
    }

    /** Whether this start created the data: there are no accounts. */
    public boolean isNew() {
        return isNew;
    }

    /** Stops it with everything on disk and releases the folder. A Redis that belongs to a host keeps running. */
    @Override
    public synchronized void close() {
        if (closed || own == null) {
            return;
        }
        closed = true;
        try (own.turn) {
            own.stop.run();
            RedisState.delete(dataDir);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the embedded Redis was stopping");
        } catch (IOException untidy) {
            LOG.warn("the data folder cannot be cleared up: {}", FileFailure.inWords(untidy));
        }
    }

    private interface Starting {
        EmbeddedRedis in(Path folder) throws IOException, InterruptedException;
    }

    private interface Stopping {
        Stop of(RedisProcess started, RedisProcess.Launch launch);
    }

    private static EmbeddedRedis guarded(Path dataDir, Starting starting) {
        try {
            PrivateFiles.createFolders(dataDir);
            // As the system names it: processes are recognised by the path of what they run.
            return starting.in(dataDir.toRealPath());
        } catch (IOException failed) {
            throw new RedisStartException(
                    "the embedded Redis did not start in " + dataDir + ": " + FileFailure.inWords(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("interrupted while the embedded Redis was starting", interrupted);
        }
    }

    private static EmbeddedRedis launch(
            DataDirTurn turn, Path folder, Waiting waiting, RedisState.Owner owner, Stopping stopping)
            throws IOException, InterruptedException {
        boolean started = false;
        try {
            endStrays(folder);
            boolean isNew = isEmpty(folder.resolve(DATA));
            RedisProcess.Launch launch =
                    new RedisProcess.Launch(RedisExecutable.unpackInto(folder), folder, owner, waiting);
            RedisProcess process = RedisProcess.start(launch);
            started = true;
            Own own = new Own(turn, stopping.of(process, launch));
            return new EmbeddedRedis(folder, process.state().uri(), isNew, own);
        } finally {
            if (!started) {
                turn.close();
            }
        }
    }

    private static EmbeddedRedis join(Path folder) throws IOException {
        RedisState state = RedisState.read(folder)
                .orElseThrow(() -> new RedisStartException("the server that uses " + folder + " is stopping", null));
        return new EmbeddedRedis(folder, state.uri(), false, null);
    }

    private static boolean isEmpty(Path data) throws IOException {
        return !Files.exists(data) || Files.size(data) == 0;
    }

    /**
     * Ends what still runs on this data although nobody holds the lock. A process is taken for ours only if it runs the
     * executable in this very folder: a copy of the folder, or a process number given anew, is left alone.
     */
    private static void endStrays(Path dataDir) throws IOException {
        Optional<RedisState> left = RedisState.read(dataDir);
        if (left.isEmpty()) {
            return;
        }
        List<ProcessHandle> strays = ProcessHandle.allProcesses()
                .filter(process -> RedisExecutable.isRunBy(process, dataDir))
                .toList();
        for (ProcessHandle stray : strays) {
            LOG.warn("a host that did not stop in order left its Redis (pid {}); stopping it", stray.pid());
            RedisEnd.end(stray, left.get());
        }
        RedisState.delete(dataDir);
    }
}

package io.onesend.host.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of the host's own, started as a child process on a free loopback port, its data kept in a folder from one run to
 * the next. What a killed host left running is ended, in order, before the data is used again.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    /** A command holds the folder for a moment only, and a host that starts is about to say who it is. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Path dataDir;
    private final String uri;
    private final @Nullable DataDirLock lock;
    private final @Nullable RedisProcess process;
    private boolean closed;

    private EmbeddedRedis(Path dataDir, String uri, @Nullable DataDirLock lock, @Nullable RedisProcess process) {
        this.dataDir = dataDir;
        this.uri = uri;
        this.lock = lock;
        this.process = process;
    }

    /**
     * Starts it for a host.
     *
     * @throws DataDirInUseException if another host uses the folder
     * @throws RedisStartException if it cannot be started
     */
    public static EmbeddedRedis start(Path dataDir) {
        return start(dataDir, RedisState.Owner.HOST);
    }

    /**
     * For a command: the Redis of the host that runs on this folder, or one started for as long as the command takes.
     *
     * @throws RedisStartException if there is neither
     */
    public static EmbeddedRedis startOrJoin(Path dataDir) {
        try {
            return start(dataDir, RedisState.Owner.COMMAND);
        } catch (DataDirInUseException hostRuns) {
            return join(dataDir, hostRuns);
        }
    }

    /** Where it listens, password included: not for logs. */
    public String uri() {
        return uri;
    }

    /** Stops it with everything on disk, and gives the folder free; only lets go of it where it belongs to a host. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (process != null) {
                process.stop();
                RedisState.delete(dataDir);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the embedded Redis was stopping");
        } catch (IOException untidy) {
            LOG.warn("{} cannot be cleared up: {}", dataDir, untidy.getMessage());
        } finally {
            release(lock);
        }
    }

    private static EmbeddedRedis start(Path dataDir, RedisState.Owner owner) {
        @Nullable DataDirLock lock = null;
        boolean started = false;
        try {
            PrivateFiles.createFolders(dataDir);
            // As the system names it: processes are recognised by the path of what they run.
            Path folder = dataDir.toRealPath();
            lock = take(folder);
            endStrays(folder);
            RedisProcess process = RedisProcess.start(RedisExecutable.unpackInto(folder), folder, owner);
            started = true;
            return new EmbeddedRedis(folder, process.state().uri(), lock, process);
        } catch (IOException failed) {
            throw new RedisStartException("the embedded Redis did not start in " + dataDir + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("interrupted while the embedded Redis was starting", interrupted);
        } finally {
            if (!started) {
                release(lock);
            }
        }
    }

    private static DataDirLock take(Path dataDir) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Optional<DataDirLock> lock = DataDirLock.tryTake(dataDir);
            if (lock.isPresent()) {
                return lock.get();
            }
            Optional<RedisState> holder = RedisState.read(dataDir).filter(RedisState::isOfLivingHost);
            if (holder.isPresent() || System.nanoTime() - start > LOCK_PATIENCE.toNanos()) {
                throw new DataDirInUseException("another process"
                        + holder.map(state -> " (pid " + state.hostPid() + ")").orElse("") + " uses " + dataDir
                        + "; give this host a redis.data-dir of its own");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static EmbeddedRedis join(Path dataDir, DataDirInUseException hostRuns) {
        try {
            RedisState state = RedisState.read(dataDir)
                    .filter(RedisState::isOfLivingHost)
                    .orElseThrow(() -> new RedisStartException(String.valueOf(hostRuns.getMessage()), hostRuns));
            return new EmbeddedRedis(dataDir, state.uri(), null, null);
        } catch (IOException unreadable) {
            throw new RedisStartException("the state of the running Redis cannot be read: " + unreadable, unreadable);
        }
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

    private static void release(@Nullable DataDirLock lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException closing) {
            LOG.debug("the lock cannot be closed: {}", closing.getMessage());
        }
    }
}

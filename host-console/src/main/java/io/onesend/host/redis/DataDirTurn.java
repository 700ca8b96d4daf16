package io.onesend.host.redis;

import io.onesend.host.redis.DataDirLock.Right;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's turn to run Redis on a data folder. A server has it for as long as it runs. While there is no server, commands have
 * it one after the other. A starting server goes before all waiting commands.
 */
final class DataDirTurn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirTurn.class);

    /** A command needs a moment to check for a server, and a starting server soon says who it is. */
    private static final Duration SERVER_LEAVES_WITHIN = Duration.ofSeconds(5);

    /** A command holds the folder for a second or two, unless it seeds. Another command's turn counts as progress. */
    static final Duration COMMAND_ENDS_WITHIN = Duration.ofSeconds(60);

    private final Deque<DataDirLock> locks = new ArrayDeque<>();

    private DataDirTurn() {}

    /**
     * Waits for a server's turn.
     *
     * @throws DataDirInUseException if another server uses the folder, or a command uses it for long
     * @throws CancellationException if it is not wanted any more
     */
    static DataDirTurn ofServer(Path dataDir, Waiting waiting) throws IOException {
        DataDirTurn turn = new DataDirTurn();
        try {
            ProgressWait wait = new ProgressWait(waiting, SERVER_LEAVES_WITHIN);
            while (!turn.take(dataDir, Right.SERVE)) {
                Optional<RedisState> server = RedisState.read(dataDir).filter(RedisState::isOfLivingHost);
                if (server.isPresent() || !wait.pause("", () -> "waiting for another server to leave " + dataDir)) {
                    throw new DataDirInUseException("another server" + pid(server) + " uses " + dataDir
                            + "; give this one a redis.data-dir of its own");
                }
            }
            wait = new ProgressWait(waiting, COMMAND_ENDS_WITHIN);
            while (!turn.take(dataDir, Right.RUN_REDIS)) {
                Optional<RedisState> holder = RedisState.read(dataDir);
                if (!wait.pause(holder, () -> "waiting for a command" + pid(holder) + " that uses " + dataDir)) {
                    throw busy("a command", holder, dataDir);
                }
            }
            return turn;
        } catch (IOException | RuntimeException failed) {
            turn.close();
            throw failed;
        }
    }

    /**
     * Waits for a command's turn; empty: a server runs Redis, and the command may use that one.
     *
     * @throws DataDirInUseException if another command uses the folder for long, or a server takes long to start
     * @throws CancellationException if it is not wanted any more
     */
    static Optional<DataDirTurn> ofCommand(Path dataDir, Waiting waiting) throws IOException {
        DataDirTurn turn = new DataDirTurn();
        ProgressWait wait = new ProgressWait(waiting, COMMAND_ENDS_WITHIN);
        while (true) {
            boolean served = DataDirLock.isTaken(dataDir, Right.SERVE);
            if (!served && turn.take(dataDir, Right.RUN_REDIS)) {
                return Optional.of(turn);
            }
            Optional<RedisState> holder = RedisState.read(dataDir);
            if (served && holder.filter(RedisState::isReady).isPresent()) {
                return Optional.empty();
            }
            String who = served ? "the server" : "another command";
            if (!wait.pause(holder, () -> "waiting for " + who + pid(holder) + " that uses " + dataDir)) {
                throw busy(who, holder, dataDir);
            }
        }
    }

    private boolean take(Path dataDir, Right right) throws IOException {
        Optional<DataDirLock> lock = DataDirLock.tryTake(dataDir, right);
        lock.ifPresent(locks::push);
        return lock.isPresent();
    }

    private static String pid(Optional<RedisState> holder) {
        return holder.map(state -> " (pid " + state.hostPid() + ")").orElse("");
    }

    private static DataDirInUseException busy(String who, Optional<RedisState> holder, Path dataDir) {
        return new DataDirInUseException(who + pid(holder) + " has used " + dataDir + " for "
                + COMMAND_ENDS_WITHIN.toSeconds() + " s; try again when it has ended");
    }

    @Override
    public void close() {
        while (!locks.isEmpty()) {
            try {
                locks.pop().close();
            } catch (IOException closing) {
                LOG.debug("a lock cannot be closed: {}", closing.getMessage());
            }
        }
    }
}

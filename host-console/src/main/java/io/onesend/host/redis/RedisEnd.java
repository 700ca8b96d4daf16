package io.onesend.host.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a Redis process by a command, then a signal, then force, within five seconds or so, because a server has ten to stop. In
 * every case the operating system already has the writes that Redis confirmed.
 */
final class RedisEnd {

    private static final Logger LOG = LoggerFactory.getLogger(RedisEnd.class);
    private static final Duration ENDS_WITHIN = Duration.ofMillis(1_500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private RedisEnd() {}

    static void end(ProcessHandle process, RedisState state) {
        if (process.pid() == state.pid()) {
            ask(state);
            if (hasEnded(process)) {
                return;
            }
        }
        process.destroy();
        if (hasEnded(process)) {
            return;
        }
        LOG.warn("Redis (pid {}) does not stop and is killed", process.pid());
        process.destroyForcibly();
        if (!hasEnded(process)) {
            throw new IllegalStateException("Redis (pid " + process.pid() + ") cannot be ended");
        }
    }

    private static void ask(RedisState state) {
        try (RedisLine line = RedisLine.open(state.port(), state.password())) {
            line.shutdown();
        } catch (IOException noAnswer) {
            LOG.debug("Redis does not take SHUTDOWN: {}", noAnswer.getMessage());
        }
    }

    /**
     * Checks often: for processes that are not its children, Java's own wait checks every other second. A process without a
     * command has ended too, and only waits for its parent to notice.
     */
    private static boolean hasEnded(ProcessHandle process) {
        long start = System.nanoTime();
        while (process.isAlive() && process.info().command().isPresent()) {
            if (System.nanoTime() - start > ENDS_WITHIN.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}

package io.onesend.host.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a Redis process: asked, then told, then forced, within five seconds or so, for a server has ten to stop. However it
 * ends, what it has answered for is with the system.
 */
final class RedisEnd {

    private static final Logger LOG = LoggerFactory.getLogger(RedisEnd.class);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
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
     * Looks often: what Java offers for processes that are not its children looks every other second. One that has no command
     * any more has ended too, and only waits for a parent to take notice.
     */
    private static boolean hasEnded(ProcessHandle process) {
        long start = System.nanoTime();
        while (process.isAlive() && process.info().command().isPresent()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}

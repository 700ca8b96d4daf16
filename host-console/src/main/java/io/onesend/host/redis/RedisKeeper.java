package io.onesend.host.redis;

import io.onesend.host.config.FileFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the Redis of a running server when it ends by itself, on the same port with the same data, after a pause that doubles
 * each time. The accounts' connection comes back by itself.
 */
final class RedisKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(RedisKeeper.class);

    /**
     * How often a restart is tried.
     *
     * @param attempts in a row, before giving up
     * @param firstPause before the first of them
     * @param forgiven after running for this long, Redis is known to work, and counting begins anew
     */
    record Restarts(int attempts, Duration firstPause, Duration forgiven) {

        static final Restarts USUAL = new Restarts(5, Duration.ofMillis(500), Duration.ofMinutes(1));
    }

    private final RedisProcess.Launch launch;
    private final Restarts restarts;
    private final Runnable givenUp;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile RedisProcess current;

    private RedisKeeper(RedisProcess first, RedisProcess.Launch launch, Restarts restarts, Runnable givenUp) {
        current = first;
        Waiting asked = launch.waiting();
        this.launch = new RedisProcess.Launch(
                launch.executable(),
                launch.dataDir(),
                launch.owner(),
                new Waiting(() -> isStopping() || asked.cancelled().getAsBoolean(), asked.notice()));
        this.restarts = restarts;
        this.givenUp = givenUp;
        thread = new Thread(this::run, "redis-keeper");
        thread.setDaemon(true);
    }

    /** @param givenUp called once, on the keeper's thread, when it cannot be kept running */
    static RedisKeeper keep(RedisProcess first, RedisProcess.Launch launch, Restarts restarts, Runnable givenUp) {
        RedisKeeper keeper = new RedisKeeper(first, launch, restarts, givenUp);
        keeper.thread.start();
        return keeper;
    }

    /** Stops Redis in order, with everything on disk. */
    void stop() throws InterruptedException {
        stopping.countDown();
        current.stop();
        thread.join();
        // The thread may have been starting the next one.
        current.stop();
    }

    private void run() {
        try {
            int failures = 0;
            while (true) {
                long begun = System.nanoTime();
                current.awaitEnd();
                if (isStopping() || current.wasStoppedWithUs(launch.waiting())) {
                    return;
                }
                LOG.warn("{}", current.describeEnd());
                if (System.nanoTime() - begun > restarts.forgiven().toNanos()) {
                    failures = 0;
                }
                failures = startAgain(failures);
                if (failures > restarts.attempts()) {
                    LOG.error("the embedded Redis cannot be kept running");
                    givenUp.run();
                    return;
                }
            }
        } catch (CancellationException stopped) {
            LOG.debug("the server stops, and Redis is not started again");
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many attempts it took in all; one more than allowed if all failed. */
    private int startAgain(int failuresBefore) throws InterruptedException {
        for (int attempt = failuresBefore + 1; attempt <= restarts.attempts(); attempt++) {
            Duration pause = restarts.firstPause().multipliedBy(1L << (attempt - 1));
            LOG.warn(
                    "starting the embedded Redis again in {} ms, attempt {} of {}",
                    pause.toMillis(),
                    attempt,
                    restarts.attempts());
            if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CancellationException("stopping");
            }
            try {
                current = RedisProcess.startAgain(launch, current.state());
                LOG.info(
                        "the embedded Redis runs again (pid {})",
                        current.state().pid());
                return attempt;
            } catch (RedisStartException failed) {
                LOG.warn("{}", failed.getMessage());
            } catch (IOException failed) {
                LOG.warn("the embedded Redis did not start: {}", FileFailure.inWords(failed));
            }
        }
        return restarts.attempts() + 1;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}

package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisKeeperIT {

    private static final RedisKeeper.Restarts QUICK =
            new RedisKeeper.Restarts(3, Duration.ofMillis(20), Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    private Path dataDir;

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final CountDownLatch givenUp = new CountDownLatch(1);

    @BeforeEach
    void nameTheFolder() throws IOException {
        dataDir = folder.toRealPath().resolve("redis");
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(dataDir, new Waiting(cancelled::get, line -> {}), QUICK, givenUp::countDown);
    }

    private List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> RedisExecutable.isRunBy(process, dataDir))
                .toList();
    }

    private ProcessHandle only() {
        assertThat(running()).hasSize(1);
        return running().get(0);
    }

    /** Kills it, and waits for another one that is ready. */
    private void killAndAwaitAnother() {
        ProcessHandle before = only();
        before.destroyForcibly();
        Awaitility.await()
                .until(() -> readyPid().filter(pid -> pid != before.pid()).isPresent());
    }

    private Optional<Long> readyPid() throws IOException {
        return RedisState.read(dataDir).filter(RedisState::isReady).map(RedisState::pid);
    }

    @Test
    void startsItAgainInTheSamePlace() throws IOException {
        try (EmbeddedRedis redis = start()) {
            killAndAwaitAnother();

            RedisState now = RedisState.read(dataDir).orElseThrow();
            assertThat(now.uri()).isEqualTo(redis.uri());
            assertThat(now.pid()).isEqualTo(only().pid());
        }
        assertThat(running()).isEmpty();
        assertThat(dataDir.resolve("redis.state")).doesNotExist();
    }

    @Test
    void givesUpOnOneThatKeepsEnding() throws Exception {
        EmbeddedRedis redis = start();
        for (int attempt = 0; attempt < QUICK.attempts(); attempt++) {
            assertThat(givenUp.getCount()).isOne();
            killAndAwaitAnother();
        }
        only().destroyForcibly();

        assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
        redis.close();
        assertThat(running()).isEmpty();
    }

    @Test
    void givesUpOnOneThatCannotBeStartedAgain() throws Exception {
        EmbeddedRedis redis = start();
        ProcessHandle first = only();
        Files.delete(Path.of(first.info().command().orElseThrow()));

        first.destroyForcibly();

        assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
        redis.close();
    }

    @Test
    void leavesOneThatWasStoppedWithTheServerStopped() throws Exception {
        EmbeddedRedis redis = start();
        ProcessHandle first = only();
        first.destroy();
        assertThat(first.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        // A little later than Redis's own signal, as a service manager's may be.
        cancelled.set(true);

        redis.close();

        assertThat(running()).isEmpty();
        assertThat(givenUp.getCount()).isOne();
    }

    @Test
    void doesNotHoldUpACloseWhileItStartsOneAgain() {
        EmbeddedRedis redis = start();
        only().destroyForcibly();

        redis.close();

        assertThat(running()).isEmpty();
    }
}

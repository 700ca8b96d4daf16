package io.onesend.host.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.redis.DataDirLock.Right;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTurnTest {

    @TempDir
    private Path folder;

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final Waiting waiting = new Waiting(cancelled::get, notices::add);

    private CompletableFuture<DataDirTurn> serverWaits() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return DataDirTurn.ofServer(folder, waiting);
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private DataDirTurn commandsTurn() throws IOException {
        return DataDirTurn.ofCommand(folder, waiting).orElseThrow();
    }

    @Test
    void aServerGoesNextWhileCommandsWait() throws Exception {
        DataDirTurn first = commandsTurn();
        CompletableFuture<DataDirTurn> server = serverWaits();
        Awaitility.await().until(() -> DataDirLock.isTaken(folder, Right.SERVE));

        first.close();

        try (DataDirTurn turn = server.get(5, TimeUnit.SECONDS)) {
            assertThat(turn).isNotNull();
            assertThat(DataDirLock.isTaken(folder, Right.RUN_REDIS)).isTrue();
        }
        commandsTurn().close();
    }

    @Test
    void aWaitSaysForWhomAndEndsWhenItIsNotWantedAnyMore() throws Exception {
        new RedisState(4711, RedisState.Owner.COMMAND, 4712, 1, "x", true).write(folder);
        try (DataDirTurn holder = commandsTurn()) {
            assertThat(holder).isNotNull();
            CompletableFuture<DataDirTurn> server = serverWaits();
            Awaitility.await().until(() -> !notices.isEmpty());
            assertThat(notices.get(0)).isEqualTo("waiting for a command (pid 4711) that uses " + folder);

            cancelled.set(true);

            assertThatThrownBy(() -> server.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aCommandUsesTheRedisOfAServerOnceThatIsReady() throws Exception {
        try (DataDirTurn server = DataDirTurn.ofServer(folder, waiting)) {
            assertThat(server).isNotNull();
            RedisState state =
                    new RedisState(ProcessHandle.current().pid(), RedisState.Owner.HOST, 4712, 1, "x", false);
            state.write(folder);
            CompletableFuture<Boolean> command = CompletableFuture.supplyAsync(() -> {
                try {
                    return DataDirTurn.ofCommand(folder, waiting).isEmpty();
                } catch (IOException failed) {
                    throw new AssertionError(failed);
                }
            });
            Awaitility.await().until(() -> !notices.isEmpty());
            assertThat(command).isNotDone();

            state.asReady().write(folder);

            assertThat(command.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSecondServerIsRefused() throws Exception {
        try (DataDirTurn first = DataDirTurn.ofServer(folder, waiting)) {
            assertThat(first).isNotNull();
            new RedisState(ProcessHandle.current().pid(), RedisState.Owner.HOST, 4712, 1, "x", true).write(folder);

            assertThatThrownBy(() -> DataDirTurn.ofServer(folder, waiting))
                    .isInstanceOf(DataDirInUseException.class)
                    .hasMessageContaining("redis.data-dir of its own");
        }
    }
}

package io.onesend.chat;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what other threads ask of a {@link Drain} to its loop. */
@AnyThread
final class DrainOnLoop implements Draining {

    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private final LogicLoop loop;
    private final Drain drain;
    private final Supplier<List<Session>> sessions;

    private DrainOnLoop(Drain.Parts parts) {
        loop = parts.loop();
        sessions = parts.sessions();
        drain = new Drain(parts, () -> done.complete(null));
    }

    static Draining start(Drain.Parts parts, Duration over) {
        DrainOnLoop started = new DrainOnLoop(parts);
        started.onLoop(() -> started.drain.start(over));
        return started;
    }

    @Override
    public CompletionStage<@Nullable Void> done() {
        return done;
    }

    @Override
    public void closeWithin(Duration over) {
        onLoop(() -> drain.closeWithin(over));
    }

    @Override
    public void closeLate() {
        sessions.get().forEach(session -> session.close(Drain.DRAINING));
    }

    @Override
    public void cut() {
        onLoop(drain::cut);
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            done.completeExceptionally(stopped);
        }
    }
}

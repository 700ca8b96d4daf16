package io.onesend.chat;

import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The drain of a chat that has not had a session yet: it is over, but for the first that is connecting. */
@AnyThread
record DrainOfNobody(Supplier<List<Session>> sessions) implements Draining {

    @Override
    public CompletionStage<@Nullable Void> done() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void closeWithin(Duration over) {
        // Nobody was told to end.
    }

    @Override
    public void closeLate() {
        sessions.get().forEach(session -> session.close(Drain.DRAINING));
    }

    @Override
    public void cut() {
        sessions.get().forEach(session -> session.abort(Drain.DRAINING));
    }
}

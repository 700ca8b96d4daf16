package io.onesend.host.chat;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the network, but only until the chat ends. */
final class NetworkWait {

    /** The chat was told to end while it waited. */
    static final class ChatEndedException extends Exception {
        private static final long serialVersionUID = 1L;

        ChatEndedException() {
            super("the chat ends", null, false, false);
        }
    }

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Ends every wait, now and later. */
    @AnyThread
    void end() {
        end.complete(null);
    }

    /** Waits for the stage and returns its result. */
    <T> T await(CompletionStage<T> stage, Duration limit)
            throws ExecutionException, TimeoutException, ChatEndedException, InterruptedException {
        CompletableFuture<T> awaited = stage.toCompletableFuture();
        CompletableFuture.anyOf(awaited, end).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        checkNotEnded();
        return awaited.get();
    }

    void pause(Duration time) throws ChatEndedException, InterruptedException {
        try {
            end.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        checkNotEnded();
    }

    private void checkNotEnded() throws ChatEndedException {
        if (end.isDone()) {
            throw new ChatEndedException();
        }
    }
}

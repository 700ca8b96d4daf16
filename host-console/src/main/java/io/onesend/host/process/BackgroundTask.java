package io.onesend.host.process;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs work on a thread of its own before the result is needed: a cold start is mostly classes being loaded, and two threads load
 * them in less time than one. Nothing is cancelled: what is not waited for ends by itself, or with the process.
 */
@AnyThread
public final class BackgroundTask<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    private BackgroundTask() {}

    /** Starts the work on a daemon thread of this name. */
    public static <T> BackgroundTask<T> start(String threadName, Supplier<T> work) {
        BackgroundTask<T> task = new BackgroundTask<>();
        Thread thread = new Thread(() -> task.run(work), threadName);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void run(Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (Throwable failed) {
            result.completeExceptionally(failed);
        }
    }

    /**
     * Waits for the result; throws what the work threw.
     *
     * @throws java.util.concurrent.CancellationException if asked to stop first
     */
    public T await(StopSignal stop) {
        stop.awaitOrStop(result);
        return await();
    }

    /** Passes the result to the closer as soon as it exists, for a result that nobody waits for and that has to be closed. */
    public void discard(Consumer<T> closer) {
        CompletableFuture<Void> unused = result.thenAccept(closer);
    }

    /** Waits for the result; throws what the work threw. */
    public T await() {
        try {
            return result.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped;
        }
    }
}

package io.onesend.host;

import io.onesend.network.logic.AnyThread;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How whatever runs learns that it should stop: from the server's console, from a signal to the process, or from a fault. */
@AnyThread
public final class StopSignal {

    private final CompletableFuture<@Nullable Void> requested = new CompletableFuture<>();

    // Guarded by this: a signal that nobody heeds ends the process at once, and then nothing more may be started.
    private boolean heeded;
    private boolean processEnds;
    private @Nullable Runnable hangUp;

    private volatile int interruptedStatus = ExitStatus.FAILED;
    private volatile boolean failed;

    /**
     * Promises to stop when asked. Without it a signal ends the process as it ends any other.
     *
     * @throws CancellationException if one just does
     */
    public synchronized void heed() {
        if (processEnds) {
            throw new CancellationException("the process is ending");
        }
        heeded = true;
    }

    public synchronized boolean isHeeded() {
        return heeded;
    }

    /** What to do when the terminal hangs up, in place of stopping. */
    public synchronized void onHangUp(Runnable action) {
        hangUp = action;
    }

    public void request() {
        requested.complete(null);
    }

    /** Asks for a stop because the server cannot go on: the process has to end with a status that says so. */
    public void fail() {
        failed = true;
        request();
    }

    /** A signal has come. True: whatever runs has promised to stop. False: the process is to be ended, now. */
    synchronized boolean request(EndingSignal signal) {
        if (!isRequested()) {
            interruptedStatus = signal.exitStatus();
        }
        processEnds = !heeded;
        request();
        return heeded;
    }

    synchronized Optional<Runnable> hangUpAction() {
        return Optional.ofNullable(hangUp);
    }

    public boolean isRequested() {
        return requested.isDone();
    }

    /** Whether it was asked for because the server could not go on. */
    public boolean hasFailed() {
        return failed;
    }

    /** What a command ends with that was stopped before it was done. */
    public int interruptedStatus() {
        return interruptedStatus;
    }

    public void await() throws InterruptedException {
        try {
            requested.get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Leaves a work that has been asked to stop.
     *
     * @throws CancellationException if it has
     */
    public void check() {
        if (isRequested()) {
            throw new CancellationException("asked to stop");
        }
    }

    /**
     * Waits for a result, but no longer than until asked to stop. The result is then left to come, or not.
     *
     * @throws CancellationException if asked to stop
     */
    public void awaitOrStop(CompletableFuture<?> result) {
        CompletableFuture.anyOf(result.handle((value, failure) -> true), requested)
                .join();
        check();
    }
}

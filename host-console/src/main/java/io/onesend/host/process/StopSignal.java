package io.onesend.host.process;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells a running command to stop, at the request of the server's console, a signal to the process, or a fault. */
@AnyThread
public final class StopSignal {

    private final CompletableFuture<@Nullable Void> requested = new CompletableFuture<>();

    // Guarded by this: a signal that nobody handles ends the process at once, and then nothing more may be started.
    private boolean handled;
    private boolean processEnds;
    private @Nullable Runnable hangUp;

    private @Nullable Runnable again;

    private volatile Duration endsWithin = Duration.ofMillis(9_500);
    private volatile int interruptedStatus = ExitStatus.FAILED;
    private volatile boolean failed;

    /**
     * Promises to stop when asked. Without it a signal ends the process as it ends any other.
     *
     * @throws CancellationException if a signal is just ending the process
     */
    public synchronized void handleSignals() {
        if (processEnds) {
            throw new CancellationException("the process is ending");
        }
        handled = true;
    }

    public synchronized boolean isHandled() {
        return handled;
    }

    /** Sets what to do when the terminal hangs up, in place of stopping. */
    public synchronized void onHangUp(Runnable action) {
        hangUp = action;
    }

    /** Sets what to do when a signal comes although a stop was asked for before. */
    public synchronized void onSecondSignal(Runnable action) {
        again = action;
    }

    /** Promises that the process ends within this time of a signal. One that takes longer hangs, and is killed. */
    public void endWithin(Duration time) {
        endsWithin = time;
    }

    /** How long the end may take from a signal on. At first, what senders of signals expect: less than ten seconds. */
    public Duration endsWithin() {
        return endsWithin;
    }

    public void request() {
        requested.complete(null);
    }

    /** Asks for a stop because the server cannot go on: the process has to end with a status that says so. */
    public void fail() {
        failed = true;
        request();
    }

    /** Handles a signal. True: the running command has promised to stop. False: the process has to be ended now. */
    public boolean request(EndingSignal signal) {
        Optional<Runnable> hurry = hurryAction();
        boolean promised = requestFirst(signal);
        hurry.ifPresent(Runnable::run);
        return promised;
    }

    private synchronized boolean requestFirst(EndingSignal signal) {
        if (!isRequested()) {
            interruptedStatus = signal.exitStatus();
        }
        processEnds = !handled;
        request();
        return handled;
    }

    private synchronized Optional<Runnable> hurryAction() {
        return isRequested() ? Optional.ofNullable(again) : Optional.empty();
    }

    public synchronized Optional<Runnable> hangUpAction() {
        return Optional.ofNullable(hangUp);
    }

    public boolean isRequested() {
        return requested.isDone();
    }

    /** Whether the stop was asked for because the server could not go on. */
    public boolean hasFailed() {
        return failed;
    }

    /** The exit status of a command that was stopped before it was done. */
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
     * Ends work that has been asked to stop.
     *
     * @throws CancellationException if asked to stop
     */
    public void check() {
        if (isRequested()) {
            throw new CancellationException("asked to stop");
        }
    }

    /**
     * Waits for a result, or until asked to stop. A stop does not cancel the result.
     *
     * @throws CancellationException if asked to stop
     */
    public void awaitOrStop(CompletableFuture<?> result) {
        CompletableFuture.anyOf(result.handle((value, failure) -> true), requested)
                .join();
        check();
    }
}

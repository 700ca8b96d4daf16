package io.onesend.host.server;

import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds out whether logins are served, by asking the account store at most once a second, and waiting for it a second and a half
 * at the most. While one thread waits, others get the previous result.
 */
@AnyThread
public final class LoginCheck {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long WAIT_MILLIS = 1_500;

    private final Supplier<CompletionStage<Void>> question;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private boolean asking;
    private long askedNanos;

    private volatile Optional<String> obstacle = Optional.empty();

    /** @param question completes if logins are served; the message of its exception says why not */
    LoginCheck(Supplier<CompletionStage<Void>> question, LongSupplier nanoTime) {
        this.question = question;
        this.nanoTime = nanoTime;
        askedNanos = nanoTime.getAsLong() - FRESH_NANOS;
    }

    /** Why logins are not served; empty if they are. */
    Optional<String> obstacle() {
        if (isMine()) {
            try {
                obstacle = ask();
            } finally {
                done();
            }
        }
        return obstacle;
    }

    private synchronized boolean isMine() {
        if (asking || nanoTime.getAsLong() - askedNanos < FRESH_NANOS) {
            return false;
        }
        asking = true;
        return true;
    }

    private synchronized void done() {
        asking = false;
        askedNanos = nanoTime.getAsLong();
    }

    private Optional<String> ask() {
        try {
            question.get().toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException late) {
            return Optional.of("Redis does not answer within " + WAIT_MILLIS + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return Optional.of(String.valueOf(cause.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        }
    }
}

package io.onesend.chat.login;

import io.onesend.network.logic.AnyThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The threads that hash passwords, and the bounded queue in front of them. A stage completes on one of them, or at once
 * with a {@link RejectedExecutionException} when the queue is full or the threads have ended.
 */
@AnyThread
public final class PasswordThreads implements AutoCloseable {

    /**
     * Hashes waiting for one thread: at 20 to 40 ms each the last of them is due in 10 to 20 s, within the usual login time-out.
     * A client that would have to wait longer is better refused at once.
     */
    static final int MAX_QUEUED_PER_THREAD = 512;

    private static final long CLOSE_SECONDS = 10;

    private final PasswordHasher hasher;
    private final ExecutorService threads;

    PasswordThreads(PasswordHasher hasher, ExecutorService threads) {
        this.hasher = hasher;
        this.threads = threads;
    }

    /** Uses half of the cores: passwords must not take the machine from users who are logged in. Threads start when needed. */
    public static PasswordThreads start(PasswordHasher hasher) {
        return start(hasher, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** Uses all cores, for a program that does nothing else; fewer if half of the heap has space for fewer hashes in Java. */
    public static PasswordThreads startOnAllCores(PasswordHasher hasher) {
        long fitting = Runtime.getRuntime().maxMemory() / 2 / PasswordHasher.BYTES_A_HASH;
        return start(hasher, (int)
                Math.max(1, Math.min(fitting, Runtime.getRuntime().availableProcessors())));
    }

    private static PasswordThreads start(PasswordHasher hasher, int count) {
        AtomicInteger next = new AtomicInteger();
        return new PasswordThreads(
                hasher,
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(count * MAX_QUEUED_PER_THREAD),
                        task -> new Thread(task, "password-" + next.getAndIncrement())));
    }

    /** Verifies a password, unless it is no longer wanted when its turn comes: then the stage is cancelled. */
    CompletionStage<Boolean> verify(String password, PhcHash stored, BooleanSupplier wanted) {
        return run(() -> hasher.verify(password, stored), wanted);
    }

    /** Hashes a password, unless it is no longer wanted when its turn comes: then the stage is cancelled. */
    public CompletionStage<String> hash(String password, BooleanSupplier wanted) {
        return run(() -> hasher.hash(password), wanted);
    }

    /** As {@link PasswordHasher#decoy}. */
    PhcHash decoy() {
        return hasher.decoy();
    }

    /** Cancels waiting hashes, lets running ones finish, ends the threads. Idempotent. */
    @Override
    public void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            if (waiting instanceof Job<?> job) {
                job.cancel();
            }
        }
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletionStage<T> run(Supplier<T> work, BooleanSupplier wanted) {
        Job<T> job = new Job<>(work, wanted, new CompletableFuture<>());
        try {
            threads.execute(job);
        } catch (RejectedExecutionException full) {
            job.result.completeExceptionally(full);
        }
        return job.result;
    }

    private record Job<T>(Supplier<T> work, BooleanSupplier wanted, CompletableFuture<T> result) implements Runnable {

        @Override
        public void run() {
            if (!wanted.getAsBoolean()) {
                cancel();
                return;
            }
            try {
                result.complete(work.get());
            } catch (Throwable failed) {
                // An OutOfMemoryError too: a session must not wait for ever because 19 MiB were not available.
                result.completeExceptionally(failed);
            }
        }

        void cancel() {
            result.completeExceptionally(new CancellationException("nobody waits for this password any more"));
        }
    }
}

package io.onesend.network.netty.door;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that calculate handshakes, so that no I/O thread does: one takes as long as some hundred messages. They start with
 * the first handshakes.
 */
@AnyThread
final class TlsThreads implements Executor, AutoCloseable {

    /** Handshakes that may wait for each thread; a further one is refused. */
    static final int MOST_WAITING = 512;

    private static final long MOST_SECONDS_TO_END = 5;

    private final ThreadPoolExecutor pool;

    TlsThreads() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST_WAITING);
    }

    TlsThreads(int threads, int mostWaiting) {
        AtomicInteger next = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(threads * mostWaiting),
                task -> new FastThreadLocalThread(task, "tls-" + next.getAndIncrement()),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** @throws java.util.concurrent.RejectedExecutionException if as many wait as may */
    @Override
    public void execute(Runnable calculation) {
        pool.execute(calculation);
    }

    /** Ends the threads after the calculations that have begun; nobody waits for the others any more. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

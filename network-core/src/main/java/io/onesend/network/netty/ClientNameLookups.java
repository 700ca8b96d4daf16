package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up on its own threads, because the system may take many seconds for one and cannot be interrupted. A look-up that
 * nobody waits for any more is skipped.
 */
@AnyThread
final class ClientNameLookups {

    /** Looks a name up, and blocks meanwhile. */
    interface Source {
        InetAddress addressOf(String host) throws UnknownHostException;
    }

    /** Look-ups at the same time; others wait, within their own time-out. */
    private static final int THREADS = 4;

    private static final int IDLE_SECONDS = 1;

    private final Source source;
    private final ThreadPoolExecutor threads;

    ClientNameLookups(Source source) {
        this.source = source;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "net-lookup-" + number.getAndIncrement());
                    // A look-up that the system does not answer must not keep a program from ending.
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Completes or fails on a look-up thread; a caller whose time is over completes it itself. */
    CompletableFuture<InetSocketAddress> look(InetSocketAddress unresolved) {
        CompletableFuture<InetSocketAddress> found = new CompletableFuture<>();
        try {
            threads.execute(() -> look(unresolved, found));
        } catch (RejectedExecutionException stopped) {
            found.completeExceptionally(stopped);
        }
        return found;
    }

    private void look(InetSocketAddress unresolved, CompletableFuture<InetSocketAddress> found) {
        if (found.isDone()) {
            return;
        }
        try {
            InetAddress address = source.addressOf(unresolved.getHostString());
            found.complete(new InetSocketAddress(address, unresolved.getPort()));
        } catch (UnknownHostException | RuntimeException failed) {
            found.completeExceptionally(failed);
        }
    }

    /** Ends the threads after their current look-ups, without waiting for that. */
    void stop() {
        threads.shutdownNow();
    }
}

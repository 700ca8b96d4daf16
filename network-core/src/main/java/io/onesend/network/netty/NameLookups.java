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
 * Looks names up on threads of its own, for the system may take many seconds over one and cannot be interrupted. A look-up
 * that nobody waits for any more is left out.
 */
@AnyThread
final class NameLookups {

    /** What looks a name up, and blocks meanwhile. */
    interface Source {
        InetAddress addressOf(String host) throws UnknownHostException;
    }

    /** At once; others wait, within their own time. */
    private static final int THREADS = 4;

    private static final int IDLE_SECONDS = 1;

    private final Source source;
    private final ThreadPoolExecutor threads;

    NameLookups(Source source) {
        this.source = source;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "net-lookup-" + number.getAndIncrement());
                    // One that the system does not answer must not keep a program from ending.
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Completes on a thread that looks up, or fails with the reason; whoever has no more time completes it. */
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

    /** Ends the threads as soon as they are done with what they are looking up; nobody waits for that. */
    void stop() {
        threads.shutdownNow();
    }
}

package io.onesend.network.logic;

import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/** The thread of a started {@link LogicLoop}. Netty's allocator keeps its thread-local caches only for threads of this kind. */
final class LoopThread extends FastThreadLocalThread {

    private final LogicLoop loop;

    LoopThread(LogicLoop loop, String name) {
        super(loop::runUntilClosed, name);
        this.loop = loop;
    }

    /** The loop that owns the calling thread, or null. */
    @AnyThread
    static @Nullable LogicLoop currentLoop() {
        return Thread.currentThread() instanceof LoopThread thread ? thread.loop : null;
    }

    /** Waits until a thread has ended; an interrupt of the caller is kept for later. */
    @AnyThread
    static void awaitEnd(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

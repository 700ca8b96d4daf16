package io.onesend.network.logic;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.onesend.network.log.RateLimitedLog;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The one thread that application code runs on. It takes tasks from any thread and runs them one at a time, in order.
 *
 * <p>It works in passes. A pass runs tasks until none is left or its budget is spent, and then the actions of
 * {@link #atEndOfPass}, each once: so a thousand sends of one pass wake an I/O thread only once. A started loop has its own
 * thread; a test runs a {@link #stepped} one by hand, a pass at a time.
 *
 * <p>The queue has no limit: it holds every session at most once, and the application's tasks.
 */
public final class LogicLoop implements Executor, AutoCloseable {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(LogicLoop.class), Level.ERROR);

    /** Tasks of one pass; limits how long a send lane waits when tasks never run out. */
    private static final int PASS_BUDGET = 512;

    private static final int QUEUE_CHUNK = 1024;

    // Any thread.
    private final MpscUnboundedAtomicArrayQueue<Runnable> tasks = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile boolean closed;

    // Written by the logic thread, read by others now and then.
    private final RunningTask running = new RunningTask();

    // Written once before use, by the thread that steps, or by a guest's host thread.
    private volatile @Nullable Thread thread;
    private final boolean stepped;
    private final @Nullable Executor host;
    private final @Nullable BooleanSupplier inHost;

    // Logic thread.
    private final EndOfPass endOfPass = new EndOfPass();

    private LogicLoop(boolean stepped, @Nullable Executor host, @Nullable BooleanSupplier inHost) {
        this.stepped = stepped;
        this.host = host;
        this.inHost = inHost;
    }

    /**
     * Starts a loop with its own thread, running until {@link #close}.
     *
     * @param threadName the name in logs and thread dumps
     * @return a loop for the caller to close
     */
    public static LogicLoop start(String threadName) {
        LogicLoop loop = new LogicLoop(false, null, null);
        Thread started = new LoopThread(loop, threadName);
        loop.thread = started;
        started.start();
        return loop;
    }

    /** {@return a loop without a thread, which runs when {@link #step} is called} */
    public static LogicLoop stepped() {
        return new LogicLoop(true, null, null);
    }

    /**
     * A loop that is a guest on an I/O thread: the executor runs its tasks, and it has no passes.
     *
     * @param executor runs one task at a time, in order
     * @param inHost whether the calling thread is the executor's only thread
     * @return a loop that ends with its host
     */
    public static LogicLoop guestOf(Executor executor, BooleanSupplier inHost) {
        return new LogicLoop(false, executor, inHost);
    }

    /**
     * Runs a task after those already waiting; if it throws, the exception is logged and the loop goes on.
     *
     * @param task runs on the logic thread, once
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    @AnyThread
    public void execute(Runnable task) {
        enqueue(task);
        wake();
    }

    /**
     * Like {@link #execute}, but a sleeping loop sleeps on until {@link #wake}: for a caller with several tasks.
     *
     * @param task runs on the logic thread, once
     * @throws RejectedExecutionException if the loop is closed
     */
    @AnyThread
    public void enqueue(Runnable task) {
        if (host != null) {
            host.execute(() -> runAsGuest(task));
            return;
        }
        if (closed) {
            throw new RejectedExecutionException("the logic loop is closed");
        }
        tasks.offer(task);
    }

    /**
     * Like {@link #enqueue}, but a guest runs the task at once if called on its host's thread.
     *
     * @param task runs on the logic thread, once
     * @throws RejectedExecutionException if the loop is closed
     */
    @AnyThread
    public void submit(Runnable task) {
        if (host != null && inLoop()) {
            runAsGuest(task);
        } else {
            enqueue(task);
        }
    }

    /** Wakes the loop if it sleeps; cheap if it does not. */
    @AnyThread
    public void wake() {
        // The queue publishes with ordered stores, and says "empty" while it grows. Without the fence the read
        // below could overtake them and find the loop awake, while the loop finds the queue empty: a lost wake-up.
        VarHandle.fullFence();
        // The plain read first: while the loop is awake, waking it costs no write to a shared line.
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /** {@return roughly the number of waiting tasks; a guest's tasks wait with its host's and are not counted} */
    @AnyThread
    public int waitingTasks() {
        return tasks.size();
    }

    /** {@return the running task's number, unique in this loop, or 0 if none runs; for a watchdog to compare} */
    @AnyThread
    public long runningTask() {
        return running.number();
    }

    /** {@return the loop that owns the calling thread, or null; stepped loops and guests own no thread} */
    @AnyThread
    public static @Nullable LogicLoop current() {
        return Thread.currentThread() instanceof LoopThread thread ? thread.loop : null;
    }

    /** {@return whether the calling thread is this loop's} */
    @AnyThread
    public boolean inLoop() {
        return inHost != null ? inHost.getAsBoolean() : Thread.currentThread() == thread;
    }

    /**
     * Runs an action once when this pass ends, however often it is requested until then. An action that requests itself while it
     * runs keeps the pass from ending.
     *
     * @param action compared by identity: pass the same object each time
     */
    @LogicThread
    public void atEndOfPass(Runnable action) {
        assert inLoop();
        endOfPass.add(action);
    }

    /**
     * Runs one pass on the calling thread.
     *
     * @return the number of tasks that it ran
     * @throws IllegalStateException if this loop has its own thread
     */
    public int step() {
        if (!stepped) {
            throw new IllegalStateException("this loop has a thread of its own");
        }
        thread = Thread.currentThread();
        try {
            return pass();
        } finally {
            thread = null;
        }
    }

    /**
     * Waits until the condition holds, checking every millisecond; steps a stepped loop meanwhile.
     *
     * @param condition evaluated on the calling thread
     * @param timeoutNanos zero or less: one check
     * @return false if it did not hold within the time
     * @throws IllegalStateException if called on the loop's own thread
     */
    public boolean await(BooleanSupplier condition, long timeoutNanos) {
        if (inLoop()) {
            throw new IllegalStateException("the logic thread cannot wait for itself");
        }
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > timeoutNanos) {
                return false;
            }
            if (stepped) {
                step();
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    /**
     * Runs the queued tasks, then ends the thread and waits for it. A task that another thread adds at this very moment may be
     * dropped. Idempotent. On the loop's own thread it does not wait; on a guest it does nothing, because a guest ends with its
     * host.
     */
    @Override
    public void close() {
        if (host != null) {
            return;
        }
        closed = true;
        if (stepped) {
            int ran;
            do {
                ran = step();
            } while (ran > 0);
            return;
        }
        wake();
        Thread running = thread;
        if (running == null || inLoop()) {
            return;
        }
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

    private void runUntilClosed() {
        while (true) {
            if (pass() == 0) {
                if (closed) {
                    return;
                }
                sleep();
            }
        }
    }

    private void sleep() {
        asleep.set(true);
        // Looks again after setting the flag: a task that came in between found the loop awake and did not wake it.
        while (tasks.isEmpty() && !closed && asleep.get()) {
            LockSupport.park(this);
            // A task may have left the thread interrupted, and an interrupted thread does not park: it would spin here.
            Thread.interrupted();
        }
        asleep.set(false);
    }

    private int pass() {
        int ran = 0;
        while (ran < PASS_BUDGET) {
            Runnable task = tasks.poll();
            if (task == null) {
                break;
            }
            run(task);
            ran++;
        }
        Runnable action;
        while ((action = endOfPass.next()) != null) {
            run(action);
        }
        return ran;
    }

    private void runAsGuest(Runnable task) {
        if (thread != Thread.currentThread()) {
            thread = Thread.currentThread();
        }
        run(task);
    }

    private void run(Runnable task) {
        long outer = running.begin();
        try {
            task.run();
        } catch (Throwable failed) {
            FAILURES.log(failed, "a task of the logic loop failed");
        }
        running.end(outer);
    }

    /** The running task, for {@link BlockedTasks}. */
    @AnyThread
    RunningTask running() {
        return running;
    }

    /** The thread that tasks run on; a stepped loop has one only while it steps. */
    @AnyThread
    @Nullable
    Thread thread() {
        return thread;
    }

    /** Netty's allocator keeps its thread-local caches only for threads of this kind. */
    private static final class LoopThread extends FastThreadLocalThread {
        private final LogicLoop loop;

        LoopThread(LogicLoop loop, String name) {
            super(loop::runUntilClosed, name);
            this.loop = loop;
        }
    }
}

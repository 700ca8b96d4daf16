package io.onesend.network.logic;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.onesend.network.log.RateLimitedLog;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
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
 * The one thread that application code runs on: takes tasks from any thread and runs them one at a time, in order.
 *
 * <p>It works in passes. A pass runs tasks until none is left or its budget is spent, and then whatever was asked for with
 * {@link #atEndOfPass}, each once: that is how a thousand sends of one pass wake an I/O thread a single time. A started
 * loop has a thread of its own, a {@link #stepped} one is run by hand, a pass at a time, by a test.
 *
 * <p>The queue has no limit of its own: it holds every session at most once, and what the application puts there.
 */
public final class LogicLoop implements Executor, AutoCloseable {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(LogicLoop.class), Level.ERROR);

    /** Tasks of one pass; bounds how long a waiting send lane is kept waiting by work that never ends. */
    private static final int PASS_BUDGET = 512;

    private static final int QUEUE_CHUNK = 1024;

    // Any thread.
    private final MpscUnboundedAtomicArrayQueue<Runnable> tasks = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile boolean closed;

    // Written by the logic thread, looked at by others now and then.
    private final RunningTask running = new RunningTask();

    // Written once before use, or by the thread that steps, or that a guest is on.
    private volatile @Nullable Thread thread;
    private final boolean stepped;
    private final @Nullable Executor host;
    private final @Nullable BooleanSupplier inHost;

    // Logic thread.
    private final List<Runnable> endOfPass = new ArrayList<>();

    /** So many of them have run in this pass: one that is asked for again after that runs again. */
    private int endOfPassDone;

    private LogicLoop(boolean stepped, @Nullable Executor host, @Nullable BooleanSupplier inHost) {
        this.stepped = stepped;
        this.host = host;
        this.inHost = inHost;
    }

    /**
     * A loop with a thread of its own, running until {@link #close}.
     *
     * @param threadName what logs and thread dumps show
     * @return the caller's to close
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
     * A loop that is a guest on another thread, an I/O thread: its tasks are the executor's, and it has no passes of its own.
     *
     * @param executor runs one task at a time, in order
     * @param inHost whether the calling thread is the executor's only one
     * @return ends with its host
     */
    public static LogicLoop guestOf(Executor executor, BooleanSupplier inHost) {
        return new LogicLoop(false, executor, inHost);
    }

    /**
     * Runs a task after those already waiting; a task that throws is logged and forgotten.
     *
     * @param task on the logic thread, once
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    @AnyThread
    public void execute(Runnable task) {
        enqueue(task);
        wake();
    }

    /**
     * Like {@link #execute}, but the loop may sleep on until {@link #wake}: for a caller with several tasks in hand.
     *
     * @param task on the logic thread, once
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
     * Like {@link #enqueue}, but a guest that is on its host's thread already runs the task at once.
     *
     * @param task on the logic thread, once
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

    /** Has the loop look at its queue, if it sleeps; cheap if it does not. */
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

    /** {@return tasks that wait for their turn, roughly; a guest's wait with its host's and are not counted} */
    @AnyThread
    public int waitingTasks() {
        return tasks.size();
    }

    /** {@return a number that no other task of this loop has, while a task runs, or 0: what a watch compares now and then} */
    @AnyThread
    public long runningTask() {
        return running.number();
    }

    /** {@return the loop whose thread the calling one is, or null; stepped loops and guests have none of their own} */
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
     * Runs an action once when this pass ends, however often it is asked for until then. An action that asks for itself
     * while it runs keeps the pass from ending.
     *
     * @param action known by identity: the same object each time
     */
    @LogicThread
    @SuppressWarnings("ReferenceEquality") // The same action, not an equal one.
    public void atEndOfPass(Runnable action) {
        assert inLoop();
        // A handful of send lanes at the most: looking through a list beats hashing.
        for (int i = endOfPassDone; i < endOfPass.size(); i++) {
            if (endOfPass.get(i) == action) {
                return;
            }
        }
        endOfPass.add(action);
    }

    /**
     * Runs one pass on the calling thread.
     *
     * @return tasks that it ran
     * @throws IllegalStateException if this loop has a thread of its own
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
     * Waits until the condition holds, looking every millisecond; on a stepped loop by stepping it.
     *
     * @param condition looked at on the calling thread
     * @param timeoutNanos zero or less: one look
     * @return false if it did not hold within the time
     * @throws IllegalStateException on the loop's own thread
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
     * Runs what is queued, then ends the thread and waits for it. A task that another thread puts in at this very moment may
     * be dropped. Idempotent; on the loop's own thread it does not wait, and a guest ends with its host.
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
        // Looking again after saying so: a task that came in between found nobody asleep and did not wake.
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
        while (endOfPassDone < endOfPass.size()) {
            run(endOfPass.get(endOfPassDone++));
        }
        endOfPass.clear();
        endOfPassDone = 0;
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

    /** Which task is running, for {@link BlockedTasks}. */
    @AnyThread
    RunningTask running() {
        return running;
    }

    /** The thread that tasks run on; of a stepped loop, while it steps. */
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

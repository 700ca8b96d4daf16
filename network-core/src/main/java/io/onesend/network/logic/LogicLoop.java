package io.onesend.network.logic;

import io.onesend.network.log.RateLimitedLog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The one thread that application code runs on. It takes tasks from any thread and runs them one at a time, in order.
 *
 * <p>It works in passes. A pass runs tasks until none is left or its budget is spent, then the timers that are due, and then the
 * actions of {@link #atEndOfPass}, each once: so a thousand sends of one pass wake an I/O thread only once. A started loop has
 * its own thread, which sleeps until the next task or timer; a test runs a {@link #stepped} one by hand, a pass at a time.
 *
 * <p>The queue has no limit: it holds every session at most once, and the application's tasks. Timers are at most 1,048,576.
 */
public final class LogicLoop implements Executor, AutoCloseable {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(LogicLoop.class), Level.ERROR);

    /** Tasks of one pass, and timers of one pass; limits how long a send lane waits when they never run out. */
    static final int PASS_BUDGET = 512;

    private static final int QUEUE_CHUNK = 1024;

    // Any thread.
    private final MpscUnboundedAtomicArrayQueue<Runnable> tasks = new MpscUnboundedAtomicArrayQueue<>(QUEUE_CHUNK);
    private final LoopSleep sleep = new LoopSleep();
    private final LoopTimers timers;
    private volatile boolean closed;

    // Written by the logic thread, read by others now and then.
    private final RunningTask running = new RunningTask();

    // Written once before use, by the thread that steps, or by a guest's host thread.
    private volatile @Nullable Thread thread;
    private final boolean stepped;
    private final @Nullable ScheduledExecutorService host;
    private final @Nullable BooleanSupplier inHost;

    // Logic thread.
    private final EndOfPass endOfPass = new EndOfPass();
    private final BooleanSupplier hasWork = this::hasWork;
    private final LongSupplier nanosToTimer;

    private LogicLoop(
            boolean stepped,
            LongSupplier nanoTime,
            @Nullable ScheduledExecutorService host,
            @Nullable BooleanSupplier inHost) {
        this.stepped = stepped;
        this.host = host;
        this.inHost = inHost;
        this.timers = new LoopTimers(this, nanoTime, host);
        this.nanosToTimer = timers::nanosToNext;
    }

    /**
     * Starts a loop with its own thread, running until {@link #close}.
     *
     * @param threadName the name in logs and thread dumps
     * @return a loop for the caller to close
     */
    public static LogicLoop start(String threadName) {
        return start(threadName, System::nanoTime);
    }

    /** A loop with its own thread and another clock, which has to keep time with the real one. */
    static LogicLoop start(String threadName, LongSupplier nanoTime) {
        LogicLoop loop = new LogicLoop(false, nanoTime, null, null);
        Thread started = new LoopThread(loop, threadName);
        loop.thread = started;
        started.start();
        return loop;
    }

    /** {@return a loop without a thread, which runs when {@link #step} is called} */
    public static LogicLoop stepped() {
        return stepped(System::nanoTime);
    }

    /**
     * A loop without a thread whose timers follow another clock, for tests: {@link #step} runs those that are due by it.
     *
     * @param nanoTime nanoseconds since any moment, never going back; read by every thread that schedules
     * @return a loop that runs when it is stepped
     */
    public static LogicLoop stepped(LongSupplier nanoTime) {
        return new LogicLoop(true, nanoTime, null, null);
    }

    /**
     * A loop that is a guest on an I/O thread: the host runs its tasks and timers, and it has no passes.
     *
     * @param host runs one task at a time, in order; drops what it has scheduled when it ends
     * @param inHost whether the calling thread is the host's only thread
     * @return a loop that ends with its host
     */
    public static LogicLoop guestOf(ScheduledExecutorService host, BooleanSupplier inHost) {
        return new LogicLoop(false, System::nanoTime, host, inHost);
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

    /**
     * Runs a task once, after a delay. It never runs early. It runs late by as long as the loop is busy, and by up to a millisecond
     * if the loop sleeps. Of several tasks with one deadline, the one scheduled first runs first. If a task throws, the exception
     * is logged and the loop goes on.
     *
     * <p>What is pending when the loop is closed never runs. A loop that a session has with {@link
     * io.onesend.network.Logic#inline} runs timers on the session's I/O thread, which must not be held up, and ends with its
     * server or client. A timer knows nothing of sessions: whoever schedules it for one cancels it when the session ends.
     *
     * @param delay zero or less: in the next pass; over 100 years: 100 years
     * @param task runs on the logic thread
     * @return cancels the task, on any thread
     * @throws RejectedExecutionException if the loop is closed, or has 1,048,576 timers
     */
    @AnyThread
    public LogicTimer schedule(Duration delay, Runnable task) {
        return timers.schedule(delay, task);
    }

    /**
     * Runs a task again and again, as {@link #schedule} does, until it is cancelled. The runs keep to the interval, counted from
     * this call; a run that is missed because the loop was busy is left out. A task that throws runs again.
     *
     * @param interval between the starts of two runs, and before the first; more than zero
     * @param task runs on the logic thread
     * @return cancels the further runs, on any thread
     * @throws IllegalArgumentException if the interval is zero or less
     * @throws RejectedExecutionException if the loop is closed, or has 1,048,576 timers
     */
    @AnyThread
    public LogicTimer scheduleEvery(Duration interval, Runnable task) {
        return timers.scheduleEvery(interval, task);
    }

    /** Wakes the loop if it sleeps; cheap if it does not. */
    @AnyThread
    public void wake() {
        sleep.wake();
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
        return LoopThread.currentLoop();
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
     * @return the number of tasks and timers that it ran; what other threads scheduled or cancelled counts as a task
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
     * Runs the queued tasks, then ends the thread and waits for it. Timers do not run any more. A task that another thread adds
     * at this very moment may be dropped. Idempotent. On the loop's own thread it does not wait; on a guest it does nothing,
     * because a guest ends with its host.
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
            timers.dropAll();
            return;
        }
        wake();
        Thread running = thread;
        if (running != null && !inLoop()) {
            LoopThread.awaitEnd(running);
        }
    }

    /** What the loop's own thread does from its start to its end. */
    void runUntilClosed() {
        while (true) {
            if (pass() > 0) {
                continue;
            }
            if (!closed) {
                sleep.sleep(this, hasWork, nanosToTimer);
                continue;
            }
            // A task that was given before the close may have come after the look above.
            if (pass() == 0) {
                timers.dropAll();
                return;
            }
        }
    }

    private boolean hasWork() {
        return !tasks.isEmpty() || closed;
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
        ran += timers.runDue(PASS_BUDGET);
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

    /** Runs a task now; whatever it throws is logged. */
    @LogicThread
    void run(Runnable task) {
        assert inLoop();
        long outer = running.begin();
        try {
            task.run();
        } catch (Throwable failed) {
            FAILURES.log(failed, "a task of the logic loop failed");
        }
        running.end(outer);
    }

    /** The number of timers that wait or run, and of cancelled ones that are not removed yet. */
    @AnyThread
    int timers() {
        return timers.count();
    }

    @AnyThread
    boolean isClosed() {
        return closed;
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
}

package io.onesend.network.logic;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports tasks that block a logic loop: once for each task, with its stack. It has no thread of its own; the caller runs it
 * every {@link #interval}, on a thread other than the loops'.
 */
public final class BlockedTasks implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(BlockedTasks.class);

    /** Looks within the limit: a blocked task is reported at most a quarter of the limit late. */
    private static final int LOOKS = 4;

    private final List<Watched> loops;
    private final Duration limit;
    private final Consumer<String> report;

    /**
     * Watches loops for tasks that do not end, and logs them as warnings.
     *
     * @param loops owned by the caller; may be closed meanwhile
     * @param limit a task that runs for this long counts as blocked
     * @throws IllegalArgumentException if the limit is below a millisecond
     */
    public BlockedTasks(Collection<LogicLoop> loops, Duration limit) {
        this(loops, limit, LOG::warn);
    }

    BlockedTasks(Collection<LogicLoop> loops, Duration limit, Consumer<String> report) {
        if (limit.toMillis() <= 0) {
            throw new IllegalArgumentException("a task cannot be blocked after " + limit);
        }
        this.loops = loops.stream().map(Watched::new).toList();
        this.limit = limit;
        this.report = report;
    }

    /** {@return how often to run this} */
    public Duration interval() {
        return limit.dividedBy(LOOKS);
    }

    @Override
    public void run() {
        run(System.nanoTime());
    }

    void run(long now) {
        loops.forEach(loop -> look(loop, now));
    }

    private void look(Watched watched, long now) {
        long task = watched.loop.running().number();
        if (task != watched.task) {
            watched.task = task;
            watched.since = now;
            return;
        }
        Thread thread = watched.loop.thread();
        if (task == RunningTask.NONE || thread == null || now - watched.since < limit.toNanos()) {
            return;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        // The stack is that task's only if the same task still runs. A loop of several servers is reported once.
        if (watched.loop.running().number() == task && watched.loop.running().claimReport(task)) {
            long millis = Duration.ofNanos(now - watched.since).toMillis();
            report.accept("a task has held up " + thread.getName() + " for " + millis + " ms; it is at" + lines(stack));
        }
    }

    private static String lines(StackTraceElement[] stack) {
        return Arrays.stream(stack).map(frame -> "\n\tat " + frame).collect(Collectors.joining());
    }

    /** A loop, and the task that it ran at the last look. */
    private static final class Watched {
        private final LogicLoop loop;
        private long task = RunningTask.NONE;
        private long since;

        Watched(LogicLoop loop) {
            this.loop = loop;
        }
    }
}

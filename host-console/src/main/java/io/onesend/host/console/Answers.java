package io.onesend.host.console;

import io.onesend.host.text.SafeText;
import io.onesend.network.logic.AnyThread;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes the console's answers to standard output, which may be a pipe that nobody reads: only a daemon thread of this class
 * writes there. Answers that do not fit are dropped and counted.
 */
@AnyThread
final class Answers {

    static final int WAITING = 64;

    private final PrintWriter out;

    /** Guarded by this object, as are the two below. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private long dropped;
    private boolean writing;

    Answers(PrintWriter out) {
        this.out = out;
    }

    void start() {
        Thread thread = new Thread(this::write, "console-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the lines of an answer, all or none. Never waits for standard output. Control characters are escaped. */
    synchronized void say(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (waiting.size() == WAITING) {
            dropped++;
        } else {
            waiting.add(String.join(
                    System.lineSeparator(), lines.stream().map(SafeText::escape).toList()));
            notifyAll();
        }
    }

    /** Waits until everything is written, but no longer than this. */
    synchronized void awaitWritten(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (left > 0 && (writing || !waiting.isEmpty())) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }

    private void write() {
        try {
            while (true) {
                out.println(take());
                out.flush();
                written();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        writing = true;
        return waiting.remove();
    }

    private synchronized void written() {
        writing = false;
        if (dropped > 0) {
            waiting.add("(" + dropped + " answers were dropped: nobody read them)");
            dropped = 0;
        }
        notifyAll();
    }
}

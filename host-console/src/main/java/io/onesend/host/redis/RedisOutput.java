package io.onesend.host.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the child's output: logs it at DEBUG, and keeps the last lines to tell why the child failed. */
final class RedisOutput {

    private static final Logger LOG = LoggerFactory.getLogger(RedisOutput.class);
    private static final int LINES_KEPT = 5;

    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread thread;

    private RedisOutput(Process process) {
        thread = new Thread(() -> read(process), "redis-output");
        thread.setDaemon(true);
        thread.start();
    }

    static RedisOutput follow(Process process) {
        return new RedisOutput(process);
    }

    /** The last lines, once the process has ended and everything is read. */
    String lastLines() throws InterruptedException {
        thread.join(1_000);
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "it printed nothing" : String.join(" / ", lastLines);
        }
    }

    /** Waits for the thread, which ends with the process. */
    void awaitEnd() throws InterruptedException {
        thread.join(1_000);
    }

    private void read(Process process) {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                LOG.debug("redis: {}", line);
                keep(line.strip());
            }
        } catch (IOException closed) {
            LOG.debug("the output of Redis has ended: {}", closed.getMessage());
        }
    }

    private void keep(String line) {
        if (line.isEmpty()) {
            return;
        }
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.removeFirst();
            }
        }
    }
}

package io.onesend.host.command;

import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * The first logger, made on a thread of its own while the command line is read: each of the two takes a quarter of a second
 * at a cold start. It has to be there before a command runs, for SLF4J warns of loggers that are asked for meanwhile.
 */
final class LoggingStart {

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private LoggingStart() {}

    static LoggingStart begin() {
        LoggingStart start = new LoggingStart();
        Thread thread = new Thread(start::run, "start-logging");
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    private void run() {
        try {
            LoggerFactory.getLogger(LoggingStart.class);
            done.complete(null);
        } catch (Throwable failed) {
            done.completeExceptionally(failed);
        }
    }

    /** Waits for it, and fails as it failed. */
    void await() {
        done.join();
    }
}

package io.onesend.host.log;

import io.onesend.host.config.FileFailure;
import io.onesend.host.config.LogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The queue in front of the log's file, so that no thread that logs waits for a disk. */
final class LogFile {

    /** A disk or a pipe that takes longer to open is not one that a log can go to. */
    static final Duration OPENS_WITHIN = Duration.ofSeconds(5);

    private final Path path;
    private final LineQueue queue;

    private LogFile(Path path, LineQueue queue) {
        this.path = path;
        this.queue = queue;
    }

    /**
     * Opens the file and starts the thread that writes it.
     *
     * @param complaints gets a sentence when the file fails, and once a minute while it does; on that thread
     * @throws IOException whose message says in words why it cannot be opened
     */
    static LogFile open(Path path, LogConfig config, Consumer<String> complaints) throws IOException {
        RotatingFile file = new RotatingFile(path, config, complaints, System::nanoTime);
        openWithin(OPENS_WITHIN, path, file);
        return new LogFile(path, LineQueue.start("log-file", file));
    }

    /** On a thread of its own: nothing else ends the wait for a pipe without a reader. */
    private static void openWithin(Duration limit, Path path, RotatingFile file) throws IOException {
        FutureTask<Void> opening = new FutureTask<>(() -> {
            file.open();
            return null;
        });
        Thread thread = new Thread(opening, "open-log-file");
        thread.setDaemon(true);
        thread.start();
        try {
            opening.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException(path + ": it takes longer than " + limit.toSeconds()
                    + " s; a pipe needs a reader, and a disk has to work");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException refused
                    ? new IOException(FileFailure.inWords(refused), refused)
                    : new IOException(path + ": " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(path + ": interrupted while it was opened");
        }
    }

    Path path() {
        return path;
    }

    LineQueue lines() {
        return queue;
    }
}

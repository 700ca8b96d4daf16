package io.onesend.host.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Starts a child in a session of its own, so that Ctrl-C at the server's terminal does not reach it and the server stops it in
 * order. It uses {@code setsid} of util-linux, which executes the command after it; without it the child stays in the group.
 */
final class OwnSession {

    private static final Optional<String> SETSID = find("setsid");

    private OwnSession() {}

    static List<String> command(String... command) {
        return Stream.concat(SETSID.stream(), Stream.of(command)).toList();
    }

    /**
     * Starts the child. Java does so by a small program of its own, which is still in our process group: a signal to the group
     * ends it, and then that is not a failure of the child.
     *
     * @throws CancellationException if it could not be started because we were told to end
     */
    static Process start(ProcessBuilder child, Waiting waiting) throws IOException, InterruptedException {
        try {
            return child.start();
        } catch (IOException failed) {
            if (waiting.isCancelledSoon()) {
                CancellationException cancelled = new CancellationException("no longer wanted");
                cancelled.initCause(failed);
                throw cancelled;
            }
            throw failed;
        }
    }

    private static Optional<String> find(String program) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> folder.startsWith("/"))
                        .map(folder -> Path.of(folder, program))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
    }
}

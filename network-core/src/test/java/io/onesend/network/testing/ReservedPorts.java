package io.onesend.network.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The ports that tests were given, so that each is given once: by this JVM, and by the others of this machine that run tests at
 * the same time. A byte of one file stands for each port, and a lock of it for a port that is given. The system ends the locks
 * of a process that is gone.
 */
final class ReservedPorts {

    private final FileChannel file;

    /** The JVM's own: it would take a second lock of the same byte for a mistake of the program. */
    private final Set<Integer> own = new HashSet<>();

    private ReservedPorts(FileChannel file) {
        this.file = file;
    }

    static ReservedPorts ofThisMachine() {
        return in(Path.of(
                System.getProperty("java.io.tmpdir"), "onesend-ports-of-tests-" + System.getProperty("user.name")));
    }

    static ReservedPorts in(Path file) {
        try {
            return new ReservedPorts(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reserves a port until this JVM ends; false if somebody has it already. */
    synchronized boolean reserve(int port) throws IOException {
        if (!own.add(port)) {
            return false;
        }
        FileLock lock = file.tryLock(port, 1, false);
        if (lock == null) {
            own.remove(port);
        }
        return lock != null;
    }
}

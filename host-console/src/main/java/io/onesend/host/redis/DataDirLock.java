package io.onesend.host.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock on a data folder, held by at most one process. The system releases it when that process ends, for any reason. */
final class DataDirLock implements AutoCloseable {

    /** What the lock permits, and its file. */
    enum Right {
        /** To be the server of this folder: taken before the server may run Redis, so that no command gets in first. */
        SERVE("host.lock"),
        /** To run Redis on the data. */
        RUN_REDIS("redis.lock");

        private final String file;

        Right(String file) {
            this.file = file;
        }
    }

    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<DataDirLock> tryTake(Path dataDir, Right right) throws IOException {
        FileChannel channel = open(dataDir, right);
        boolean taken = false;
        try {
            taken = tryLock(channel, false);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new DataDirLock(channel)) : Optional.empty();
    }

    /** Whether some process holds it. The check may make another process's attempt fail at this moment. */
    static boolean isTaken(Path dataDir, Right right) throws IOException {
        try (FileChannel channel = open(dataDir, right)) {
            return !tryLock(channel, true);
        }
    }

    private static FileChannel open(Path dataDir, Right right) throws IOException {
        return FileChannel.open(
                dataDir.resolve(right.file),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** The lock is given back with its channel. */
    private static boolean tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    /** The file stays: deleting it would let a third process lock another file of the same name. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}

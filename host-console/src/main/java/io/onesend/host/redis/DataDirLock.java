package io.onesend.host.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to use a data folder, held by at most one process; the system takes it back when that process ends, however. */
final class DataDirLock implements AutoCloseable {

    private static final String FILE = "host.lock";

    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<DataDirLock> tryTake(Path dataDir) throws IOException {
        FileChannel channel =
                FileChannel.open(dataDir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return taken ? Optional.of(new DataDirLock(channel)) : Optional.empty();
    }

    /** The file stays: deleting it would let a third process lock another file of the same name. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}

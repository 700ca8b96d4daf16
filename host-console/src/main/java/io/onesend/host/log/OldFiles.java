package io.onesend.host.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The renamed files beside the log's: {@code server.log.1} is the youngest, and the one with the highest number goes first.
 *
 * @param count how many are kept
 */
record OldFiles(int count) {

    /** Renames the file to the first of the old ones, and makes room for it. */
    void add(Path file) throws IOException {
        if (count == 0) {
            Files.delete(file);
            return;
        }
        // Only up to the first gap: an attempt that failed half-way must not cost an old file each time it is repeated.
        int last = 1;
        while (last < count && Files.exists(numbered(file, last), LinkOption.NOFOLLOW_LINKS)) {
            last++;
        }
        for (int number = last; number > 1; number--) {
            rename(numbered(file, number - 1), numbered(file, number));
        }
        rename(file, numbered(file, 1));
    }

    private static Path numbered(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}

package io.onesend.host.log;

import io.onesend.host.config.FileFailure;
import io.onesend.host.config.LogConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The file of the log. A file that would become too long is renamed, and a new one begun. A file that somebody else has moved or
 * deleted, or that could not be written, is opened anew. One thread enters, which may wait for the disk.
 *
 * <p>Log4j's own rolling appender looks for its plug-ins, which costs a start 0.2 seconds, and does not write again after a
 * failed rollover (<a href="https://github.com/apache/logging-log4j2/issues/1261">logging-log4j2#1261</a>).
 */
final class RotatingFile extends OutputStream {

    /** How often the file is looked at, and what failed is tried again. */
    static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often the same complaint is made. On a nearly full disk a short line fits where a long one did not. */
    private static final long SAY_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final OldFiles oldFiles;
    private final long maxBytes;
    private final Consumer<String> complaints;
    private final LongSupplier nanoTime;

    private Path path;
    private @Nullable FileChannel file;
    /** What the system calls the open file, to know it by if another takes its name; null where it has no such thing. */
    private @Nullable Object identity;
    /** Whether it has a length: a pipe and a device have none, and stay. */
    private boolean regular;

    private long bytes;
    private boolean failed;
    private long lossSaidNanos;
    private long oldFileSaidNanos;
    private long lookedNanos;
    private long keptOldNanos;

    /** {@code complaints} gets a sentence when something fails, and once a minute while it does. */
    RotatingFile(Path path, LogConfig config, Consumer<String> complaints, LongSupplier nanoTime) {
        this.path = path;
        this.maxBytes = config.fileBytes();
        this.oldFiles = new OldFiles(config.oldFiles());
        this.complaints = complaints;
        this.nanoTime = nanoTime;
        lookedNanos = nanoTime.getAsLong();
        keptOldNanos = lookedNanos - LOOK_EVERY_NANOS;
        lossSaidNanos = lookedNanos - SAY_EVERY_NANOS;
        oldFileSaidNanos = lossSaidNanos;
    }

    /** Opens the file, or makes it, with the folders that are missing. Waits for the reader if it is a pipe. */
    void open() throws IOException {
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        FileChannel opened =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        FileChannel before = file;
        try {
            adopt(opened, Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException gone) {
            opened.close();
            throw gone;
        }
        if (before != null) {
            before.close();
        }
    }

    private void adopt(FileChannel opened, BasicFileAttributes attributes) throws IOException {
        long length = attributes.isRegularFile() ? opened.size() : 0;
        // Renaming must meet the file and not a link to it.
        Path real = attributes.isRegularFile() ? path.toRealPath() : path;
        file = opened;
        path = real;
        bytes = length;
        regular = attributes.isRegularFile();
        identity = attributes.fileKey();
        failed = false;
    }

    @Override
    public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    /** Writes an event, which stays in one file. */
    @Override
    public void write(byte[] event, int offset, int length) throws IOException {
        try {
            FileChannel out = fileFor(length);
            append(out, ByteBuffer.wrap(event, offset, length));
        } catch (IOException refused) {
            failed = true;
            if (isTimeToSay(lossSaidNanos)) {
                lossSaidNanos = nanoTime.getAsLong();
                complaints.accept(
                        "lines are lost, because " + path + " cannot be written: " + FileFailure.inWords(refused));
            }
            throw refused;
        }
    }

    private FileChannel fileFor(int length) throws IOException {
        long now = nanoTime.getAsLong();
        if (now - lookedNanos >= LOOK_EVERY_NANOS) {
            lookedNanos = now;
            if (failed) {
                open();
            } else if (isMoved()) {
                openOrKeepOld();
            }
        }
        if (regular && bytes > 0 && bytes + length > maxBytes && now - keptOldNanos >= LOOK_EVERY_NANOS) {
            rotate();
        }
        return Objects.requireNonNull(file, "open() comes first");
    }

    private void rotate() {
        try {
            if (!isMoved()) {
                oldFiles.add(path);
            }
        } catch (IOException refused) {
            keepOld(refused);
            return;
        }
        openOrKeepOld();
    }

    private void openOrKeepOld() {
        try {
            open();
        } catch (IOException refused) {
            keepOld(refused);
        }
    }

    /** A file that is too long, or has lost its name, is better than lost lines. */
    private void keepOld(IOException refused) {
        keptOldNanos = nanoTime.getAsLong();
        if (isTimeToSay(oldFileSaidNanos)) {
            oldFileSaidNanos = keptOldNanos;
            complaints.accept("the log goes on in its old file, because no new " + path + " can be begun: "
                    + FileFailure.inWords(refused));
        }
    }

    private boolean isTimeToSay(long saidNanos) {
        return nanoTime.getAsLong() - saidNanos >= SAY_EVERY_NANOS;
    }

    private boolean isMoved() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return !Objects.equals(attributes.fileKey(), identity);
        } catch (IOException gone) {
            return true;
        }
    }

    private void append(FileChannel out, ByteBuffer event) throws IOException {
        int start = event.position();
        try {
            while (event.hasRemaining()) {
                out.write(event);
            }
            bytes += event.position() - start;
        } catch (IOException refused) {
            cutBack(out, event.position() - start, refused);
            throw refused;
        }
    }

    /** Takes away the part of an event that a disk had space for. */
    private void cutBack(FileChannel out, int written, IOException refused) {
        try {
            if (regular && written > 0) {
                out.truncate(out.size() - written);
            }
        } catch (IOException alsoRefused) {
            refused.addSuppressed(alsoRefused);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

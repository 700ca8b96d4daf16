package io.onesend.host.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error of a server. No writer ever waits: the log, an operator's appender, and the JDK and the
 * libraries, which write to {@code System.err} themselves. A server whose output nobody reads, or whose disk is full, keeps
 * working and loses lines.
 *
 * <p>The other commands write directly and wait for their reader, as commands in a pipe do.
 */
public final class StandardStreams {

    private static volatile @Nullable StandardStreams current;

    private final LineQueue out = LineQueue.start("stdout", new FileOutputStream(FileDescriptor.out));
    private final LineQueue error = LineQueue.start("stderr", new FileOutputStream(FileDescriptor.err));

    private StandardStreams() {}

    /** Puts queues in front of the process's two streams; to be called before anything is written. */
    public static void queue() {
        StandardStreams streams = new StandardStreams();
        System.setOut(printing(streams.out));
        System.setErr(printing(streams.error));
        current = streams;
    }

    /** Does not flush by itself: that would pass on the parts of a line. */
    private static PrintStream printing(LineQueue queue) {
        return new PrintStream(new LineStream(queue), false, StandardCharsets.UTF_8);
    }

    /** The stream for a command's error messages. */
    public static OutputStream error() {
        return current == null ? new FileOutputStream(FileDescriptor.err) : System.err;
    }

    /** Takes whole lines for standard error. */
    static Consumer<byte[]> errorLines() {
        StandardStreams streams = current;
        if (streams != null) {
            return streams.error::offer;
        }
        PrintStream direct = System.err;
        return line -> {
            direct.write(line, 0, line.length);
            direct.flush();
        };
    }

    /** Lines for standard error that were lost since the start of the process. */
    static long lostErrorLines() {
        StandardStreams streams = current;
        return streams == null ? 0 : streams.error.lost();
    }

    /** Sets who gets the number of lines for standard error that were lost; on the thread that writes them. */
    static void onLostErrorLines(LongConsumer listener) {
        StandardStreams streams = current;
        if (streams != null) {
            streams.error.onLoss(listener);
        }
    }

    /**
     * Lets a screen show the lines, above the one that is being typed; null: the terminal itself shows them again. It is called on the
     * thread of a stream, which may wait for it.
     *
     * @param errorToo whether standard error is this terminal too
     */
    public static void showOn(@Nullable Consumer<byte[]> screen, boolean errorToo) {
        StandardStreams streams = current;
        if (streams != null) {
            streams.out.showOn(screen);
            if (errorToo) {
                streams.error.showOn(screen);
            }
        }
    }

    /** Waits until both have been written out, but not for a reader that does not read. */
    static void drain(Duration atMost) throws InterruptedException {
        StandardStreams streams = current;
        if (streams == null) {
            return;
        }
        long end = System.nanoTime() + atMost.toNanos();
        streams.error.drain(atMost);
        streams.out.drain(Duration.ofNanos(end - System.nanoTime()));
    }
}

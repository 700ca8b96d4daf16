package io.onesend.host.log;

import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to a stream on a thread of its own, so that no other thread waits for its reader or for a disk. Lines that do not
 * fit while the stream stalls, or that the stream refuses, are lost and counted. Their number is reported once a line has been
 * written again.
 */
@AnyThread
final class LineQueue {

    /** Lines that wait to be written; an event of the log with its stack is one. */
    static final int MAX_LINES = 8_192;

    /** Bytes of those lines, because a stack can be long. */
    static final int MAX_BYTES = 4 * 1_024 * 1_024;

    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A line, or, with an action and no bytes, a mark between two lines. */
    private static final class Line {
        private final byte[] bytes;
        private final @Nullable Runnable reached;

        Line(byte[] bytes, @Nullable Runnable reached) {
            this.bytes = bytes;
            this.reached = reached;
        }
    }

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingLines = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final OutputStream stream;

    /** Gets the lines in place of the stream; it must not throw. */
    private volatile @Nullable Consumer<byte[]> screen;

    private final Thread writer;
    private volatile @Nullable LongConsumer lossListener;

    // Of the writer thread.
    private long lostAndTold;
    private long toldNanos;

    private LineQueue(String threadName, OutputStream out) {
        this.stream = out;
        writer = new Thread(this::writeLines, threadName);
        writer.setDaemon(true);
    }

    /** Writes to the stream on a daemon thread of this name. */
    static LineQueue start(String threadName, OutputStream out) {
        LineQueue queue = new LineQueue(threadName, out);
        queue.writer.start();
        return queue;
    }

    /** Sets who gets the number of lines lost since the last call: on the writer's thread, once a second at most. */
    void onLoss(LongConsumer listener) {
        lossListener = listener;
    }

    /** Gives the lines from now on to this screen, or, with null, to the stream again. */
    void showOn(@Nullable Consumer<byte[]> newScreen) {
        screen = newScreen;
    }

    /** Takes a line, or loses it. The caller must not change the array afterwards. */
    void offer(byte[] line) {
        boolean fits = waitingLines.incrementAndGet() <= MAX_LINES;
        fits &= waitingBytes.addAndGet(line.length) <= MAX_BYTES;
        if (fits) {
            add(new Line(line, null));
        } else {
            forget(line);
            lost.incrementAndGet();
        }
    }

    /** Lines lost since the start. */
    long lost() {
        return lost.get();
    }

    /** Waits until everything offered before has been written, but no longer than this. */
    void drain(Duration atMost) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        waitingLines.incrementAndGet();
        add(new Line(new byte[0], reached::countDown));
        reached.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void add(Line line) {
        lines.add(line);
        LockSupport.unpark(writer);
    }

    private void forget(byte[] line) {
        waitingLines.decrementAndGet();
        waitingBytes.addAndGet(-line.length);
    }

    private void writeLines() {
        while (true) {
            Line line = lines.poll();
            if (line == null) {
                LockSupport.park(this);
            } else if (line.reached == null) {
                write(line.bytes);
            } else {
                forget(line.bytes);
                line.reached.run();
            }
        }
    }

    private void write(byte[] line) {
        boolean written = false;
        try {
            pass(line);
            written = true;
        } catch (IOException | OutOfMemoryError refused) {
            // A full disk, a reader that is gone, a closed stream: there is nowhere left to say so but in the count.
            lost.incrementAndGet();
        } finally {
            forget(line);
        }
        if (written) {
            reportLoss();
        }
    }

    private void pass(byte[] line) throws IOException {
        Consumer<byte[]> shownOn = screen;
        if (shownOn == null) {
            stream.write(line);
            stream.flush();
        } else {
            shownOn.accept(line);
        }
    }

    /** Called at the end of a batch, or once a second while there is none, because each call makes another line. */
    private void reportLoss() {
        LongConsumer listener = lossListener;
        long now = lost.get();
        if (listener == null || now == lostAndTold) {
            return;
        }
        if (waitingLines.get() == 0 || System.nanoTime() - toldNanos > TELL_EVERY_NANOS) {
            long more = now - lostAndTold;
            lostAndTold = now;
            toldNanos = System.nanoTime();
            listener.accept(more);
        }
    }
}

package io.onesend.host.chat;

import io.onesend.host.console.BoundedLines.Kind;
import io.onesend.host.console.BoundedLines.Read;
import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the chat waits for: the next line, or something more urgent. A thread of its own reads the lines, a few ahead; it is a
 * daemon, because such a read cannot be interrupted.
 */
final class ChatInput {

    /** Something to react to. */
    sealed interface Event {
        /** Something was read, or the input has ended. */
        record Typed(Read read) implements Event {}

        /** A connection has ended, and why; {@link ChatLink#isMeantBy} tells which one. */
        record Lost(Object connection, String why) implements Event {}

        /** The server is about to stop: it is time to go on at this host; empty: at any. */
        record Moved(Object connection, String host, int port) implements Event {}

        /** The chat is to end. */
        record Stop() implements Event {}
    }

    private static final int LINES_AHEAD = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, as are the lines. */
    private final Deque<Event> urgent = new ArrayDeque<>();

    private final Deque<Event> lines = new ArrayDeque<>();

    void startReading(ChatTerminal terminal) {
        Thread thread = new Thread(() -> read(terminal), "chat-input");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds an event, which comes before all waiting lines. */
    @AnyThread
    void tell(Event event) {
        lock.lock();
        try {
            urgent.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event; null if there was none in this time. */
    @Nullable
    Event next(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (urgent.isEmpty() && lines.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            changed.signalAll();
            return urgent.isEmpty() ? lines.poll() : urgent.poll();
        } finally {
            lock.unlock();
        }
    }

    private void read(ChatTerminal terminal) {
        try {
            Read read;
            do {
                read = nextRead(terminal);
                put(new Event.Typed(read));
            } while (read.kind() != Kind.END);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Event line) throws InterruptedException {
        lock.lock();
        try {
            while (lines.size() == LINES_AHEAD) {
                changed.await();
            }
            lines.add(line);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Read nextRead(ChatTerminal terminal) {
        try {
            return terminal.read();
        } catch (IOException closed) {
            // A terminal that is gone is treated like one whose input has ended.
            return Read.END;
        }
    }
}

package io.onesend.host.chat;

import io.onesend.network.logic.AnyThread;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the chat waits for: the next line, or the end of the connection. A thread of its own reads the lines, a few ahead; it
 * is a daemon, for such a read cannot be interrupted.
 */
final class ChatInput {

    /** Something to react to. */
    sealed interface Event {
        record Line(String text) implements Event {}

        record End() implements Event {}

        record Lost(String reason) implements Event {}
    }

    private static final int LINES_AHEAD = 16;

    private final LinkedBlockingDeque<Event> events = new LinkedBlockingDeque<>(LINES_AHEAD);
    private volatile Event.@Nullable Lost lost;

    void startReading(ChatTerminal terminal) {
        Thread thread = new Thread(() -> read(terminal), "chat-input");
        thread.setDaemon(true);
        thread.start();
    }

    /** Comes before whatever lines are waiting. */
    @AnyThread
    void connectionLost(String reason) {
        Event.Lost event = new Event.Lost(reason);
        lost = event;
        // A full queue need not be told: its reader is not asleep, and looks at the field first.
        events.offerFirst(event);
    }

    /** The next event; null if there was none for so long. */
    @Nullable
    Event next(Duration patience) throws InterruptedException {
        Event.Lost ended = lost;
        return ended == null ? events.pollFirst(patience.toMillis(), TimeUnit.MILLISECONDS) : ended;
    }

    private void read(ChatTerminal terminal) {
        try {
            String line;
            do {
                line = nextLine(terminal);
                events.putLast(line == null ? new Event.End() : new Event.Line(line));
            } while (line != null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String nextLine(ChatTerminal terminal) {
        try {
            return terminal.readLine();
        } catch (IOException closed) {
            // A terminal that is gone says no more than one whose input has ended.
            return null;
        }
    }
}

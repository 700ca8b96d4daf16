package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.console.LineEditor.Typed;
import io.onesend.host.log.StandardStreams;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's terminal. The log goes above the line that is being typed, if it goes to the same terminal. Nothing of the terminal is
 * touched, and JLine is not loaded, before the process is in the foreground; in the background the terminal is its shell's.
 */
final class EditedTerminal implements ConsoleTerminal {

    private static final Logger LOG = LoggerFactory.getLogger(EditedTerminal.class);

    private static final long READER_ENDS_WITHIN_MILLIS = 2_000;

    private final Foreground foreground;
    private final Supplier<OpsTable> operations;
    private final boolean logIsHere;

    /** What stood on the line when the process was suspended; of the thread that reads. */
    private String begun = "";

    /** By the names of the signals. */
    private final Map<String, Object> handlersBefore = new ConcurrentHashMap<>();

    private volatile @Nullable LineEditor editor;

    /** Guarded by this object, as is whether it is closing: the thread that uses the terminal, null between lines. */
    private @Nullable Thread using;

    private boolean closing;

    /** @param logIsHere whether standard error is this terminal too */
    EditedTerminal(Foreground foreground, Supplier<OpsTable> operations, boolean logIsHere) {
        this.foreground = foreground;
        this.operations = operations;
        this.logIsHere = logIsHere;
    }

    @Override
    public Read next() throws IOException, InterruptedException {
        if (!begin()) {
            return Read.END;
        }
        try {
            while (true) {
                foreground.await();
                Typed typed = typed(editor == null ? open() : editor);
                switch (typed.why()) {
                    case LINE -> {
                        return typed.text().length() > MAX_LINE_CHARS ? Read.TOO_LONG : Read.line(typed.text());
                    }
                    case CONTROL_D -> say(List.of("the server goes on; quit stops it"));
                    case SUSPEND -> suspend(typed.text());
                    case END -> {
                        return Read.END;
                    }
                }
            }
        } catch (UserInterruptException controlC) {
            // While a line is edited Control-C is a key and no signal; it also comes when the read is to end.
            return isClosing() ? Read.END : Read.line(OpsTable.QUIT);
        } finally {
            end();
        }
    }

    private LineEditor open() throws IOException {
        LineEditor opened = LineEditor.open(operations);
        editor = opened;
        handle("WINCH", () -> opened.tell(Signal.WINCH));
        handle("CONT", () -> {
            if (!foreground.isLost()) {
                opened.tell(Signal.CONT);
            }
        });
        StandardStreams.showOn(line -> opened.print(new String(line, StandardCharsets.UTF_8)), logIsHere);
        return opened;
    }

    private void handle(String signal, Runnable action) {
        @Nullable Object before = Signals.register(signal, action);
        if (before != null) {
            handlersBefore.put(signal, before);
        }
    }

    /** A read fails in the background, and there it is no failure. */
    private Typed typed(LineEditor open) throws IOException {
        try {
            String first = begun;
            begun = "";
            return open.read(first);
        } catch (UncheckedIOException failed) {
            if (isClosing() || !foreground.isLost()) {
                throw failed.getCause();
            }
            foreground.await();
            return typed(open);
        }
    }

    private void suspend(String unfinished) throws InterruptedException {
        begun = unfinished;
        try {
            Suspension.suspend();
        } catch (IOException noShell) {
            say(List.of("the server cannot be suspended here: " + noShell.getMessage()));
        }
    }

    @Override
    public void say(List<String> lines) {
        LineEditor open = editor;
        if (open != null && !lines.isEmpty() && !isClosing()) {
            open.print(String.join(
                    System.lineSeparator(), lines.stream().map(SafeText::escape).toList()));
        }
    }

    /** All is written when {@link #say} returns. */
    @Override
    public void awaitSaid(Duration limit) {}

    @Override
    public boolean isScreen() {
        return true;
    }

    @Override
    public void watch(Supplier<List<String>> picture) throws IOException {
        LineEditor open = editor;
        if (open == null || !begin()) {
            return;
        }
        try {
            open.show(new LiveScreen(picture));
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        using = closing ? null : Thread.currentThread();
        return !closing;
    }

    private synchronized void end() {
        using = null;
        notifyAll();
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /** First ends the read under way, since that is what puts back the terminal's modes. */
    @Override
    public void close() {
        try {
            endReading();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        LineEditor open = takeEditor();
        if (open == null) {
            return;
        }
        StandardStreams.showOn(null, logIsHere);
        handlersBefore.forEach(Signals::unregister);
        try {
            open.close();
        } catch (IOException gone) {
            LOG.debug("the terminal is gone: {}", gone.getMessage());
        }
    }

    private synchronized @Nullable LineEditor takeEditor() {
        LineEditor open = editor;
        editor = null;
        return open;
    }

    private synchronized void endReading() throws InterruptedException {
        closing = true;
        long deadline =
                System.nanoTime() + Duration.ofMillis(READER_ENDS_WITHIN_MILLIS).toNanos();
        long left = READER_ENDS_WITHIN_MILLIS;
        if (using != null) {
            using.interrupt();
        }
        while (using != null && left > 0) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
    }
}

package io.onesend.host.chat;

import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.console.TerminalReplies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A person's terminal: the line being typed can be edited, and stays below what is printed meanwhile. */
public final class LineTerminal implements ChatTerminal {

    private static final long READER_ENDS_WITHIN_MILLIS = 2_000;

    private final Terminal terminal;
    private final LineReaderImpl reader;
    private final NameCompleter completer = new NameCompleter();
    private final List<EndSignal> signals = new ArrayList<>();
    private volatile String prompt = "> ";

    /** Guarded by this object, as is whether it is closing: the thread that reads a line, null between lines. */
    private @Nullable Thread reading;

    private boolean closing;

    private LineTerminal(Terminal terminal) {
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        parser.setQuoteChars(new char[0]);
        parser.setEscapeChars(new char[0]);
        reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                // A message may contain an exclamation mark, which is history expansion otherwise.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                // The room's own line comes in the place of what was typed.
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .build();
        TerminalReplies.ignore(reader);
    }

    /** Opens the process's terminal, in UTF-8 whatever the locale. */
    public static LineTerminal open() throws IOException {
        return new LineTerminal(TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                // To find out, JLine would ask the terminal, whose answer may come too late.
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .build());
    }

    @Override
    public Read read() {
        if (!begin()) {
            return Read.END;
        }
        try {
            String line = reader.readLine(prompt);
            return line.length() > MAX_LINE_CHARS ? Read.TOO_LONG : Read.line(line);
        } catch (EndOfFileException finished) {
            return Read.END;
        } catch (UserInterruptException interrupted) {
            // Control-C gives up the line; on an empty one, the chat.
            return interrupted.getPartialLine().isEmpty() ? Read.END : Read.line("");
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        // An interrupt was meant for the line before.
        Thread.interrupted();
        reading = closing ? null : Thread.currentThread();
        return !closing;
    }

    private synchronized void end() {
        reading = null;
        notifyAll();
    }

    @Override
    public boolean print(String line) {
        reader.printAbove(line);
        return !terminal.writer().checkError();
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public boolean keepsTyped() {
        return false;
    }

    @Override
    public void prompt(String text) {
        if (text.equals(prompt)) {
            return;
        }
        prompt = text;
        // If the line ends just now, the old prompt is on the screen once more: the next one is right.
        if (reader.isReading()) {
            reader.setPrompt(text);
            reader.redisplay();
        }
    }

    @Override
    public void complete(Supplier<List<String>> names) {
        completer.offer(names);
    }

    @Override
    public void onEndAsked(Runnable end) {
        // Not by the JVM's own shutdown: there JLine would close the terminal while it is being read.
        signals.add(EndSignal.register("TERM", end));
        signals.add(EndSignal.register("HUP", end));
        terminal.handle(Terminal.Signal.INT, signal -> end.run());
    }

    /** First ends the line being read, since that is what puts back the terminal's modes. */
    @Override
    public void close() throws IOException {
        try {
            endReading();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.close();
            signals.forEach(EndSignal::close);
        }
    }

    private synchronized void endReading() throws InterruptedException {
        closing = true;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READER_ENDS_WITHIN_MILLIS);
        long left = READER_ENDS_WITHIN_MILLIS;
        if (reading != null) {
            reading.interrupt();
        }
        while (reading != null && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }
}

package io.onesend.host.console;

import io.onesend.host.ops.OpsTable;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Widget;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A line that can be edited, with completion and history, at the bottom of the process's terminal. What was typed before is kept in
 * memory alone: user ids and reasons have no place in a file, and who has changed what is in the log.
 *
 * <p>JLine gets no signals: SIGINT, SIGTERM and SIGHUP stay with the server. Control-Z comes as a key, because the terminal has to be
 * given back before the process stops.
 */
final class LineEditor {

    private static final String PROMPT = "> ";
    private static final int HISTORY_LINES = 500;

    private static final String CONTROL_D = "\u0004";
    private static final String CONTROL_Z = "\u001a";

    /** A control character that no key sends. */
    private static final int NONE = 0;

    /**
     * What a read has come to.
     *
     * @param text of a whole line, or what stood there when the reading was broken off
     */
    record Typed(Why why, String text) {

        enum Why {
            LINE,
            /** Control-Z: the process is to be stopped. */
            SUSPEND,
            /** Control-D on an empty line. */
            CONTROL_D,
            /** The terminal is gone. */
            END
        }
    }

    private final Terminal terminal;
    private final LineReaderImpl reader;

    /** Held while something is written that must not be mixed with other output. */
    private final Object screen = new Object();

    // Of the thread that reads.
    private boolean suspending;

    private LineEditor(Terminal terminal, Supplier<OpsTable> operations) {
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        parser.setQuoteChars(new char[] {'"'});
        parser.setEscapeChars(new char[0]);
        reader = (LineReaderImpl) LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(new CommandCompleter(operations))
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                // A reason may contain an exclamation mark, which is history expansion otherwise.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        TerminalReplies.ignore(reader);
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN)).bind((Widget) this::suspend, CONTROL_Z);
    }

    /** Opens the process's terminal, in UTF-8 whatever the locale. */
    static LineEditor open(Supplier<OpsTable> operations) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .nativeSignals(false)
                // To find out, JLine would ask the terminal, whose answer may come too late.
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .build();
        return new LineEditor(terminal, operations);
    }

    /**
     * Reads a line.
     *
     * @param begun stands there already
     * @throws UncheckedIOException if the terminal cannot be read; it may be another process's
     * @throws org.jline.reader.UserInterruptException at Control-C, or if the thread is interrupted
     */
    Typed read(String begun) {
        Attributes before = terminal.getAttributes();
        Attributes own = new Attributes(before);
        own.setControlChar(ControlChar.VSUSP, NONE);
        terminal.setAttributes(own);
        suspending = false;
        try {
            String line = reader.readLine(PROMPT, null, (MaskingCallback) null, begun.isEmpty() ? null : begun);
            return new Typed(suspending ? Typed.Why.SUSPEND : Typed.Why.LINE, line);
        } catch (EndOfFileException end) {
            return new Typed(CONTROL_D.equals(reader.getLastBinding()) ? Typed.Why.CONTROL_D : Typed.Why.END, "");
        } catch (IOError broken) {
            throw new UncheckedIOException(new IOException(broken.getCause()));
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
            terminal.setAttributes(before);
        }
    }

    private boolean suspend() {
        suspending = true;
        // An unfinished line is no command.
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.callWidget(LineReader.ACCEPT_LINE);
        return true;
    }

    /** Shows text above the line being typed. */
    void print(String text) {
        synchronized (screen) {
            reader.printAbove(text);
        }
    }

    /** Lets a live picture have the whole terminal; what is printed meanwhile waits. */
    void show(LiveScreen picture) throws IOException {
        synchronized (screen) {
            picture.run(terminal);
        }
    }

    /** Passes on what a signal has told: a new size, or that the process goes on. */
    void tell(Terminal.Signal signal) {
        terminal.raise(signal);
    }

    void close() throws IOException {
        terminal.close();
    }
}

package io.onesend.host.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A person's terminal: the line being typed can be edited, and stays below what is printed meanwhile. */
public final class LineTerminal implements ChatTerminal {

    private final Terminal terminal;
    private final LineReader reader;

    private LineTerminal(Terminal terminal) {
        this.terminal = terminal;
        // A message may contain an exclamation mark, which is history expansion otherwise.
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** The process's own, in UTF-8 whatever the locale. */
    public static LineTerminal open() throws IOException {
        return new LineTerminal(TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .build());
    }

    @Override
    public @Nullable String readLine() {
        try {
            return reader.readLine("> ");
        } catch (EndOfFileException | UserInterruptException finished) {
            return null;
        }
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}

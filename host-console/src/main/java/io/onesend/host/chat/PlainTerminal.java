package io.onesend.host.chat;

import io.onesend.host.console.BoundedLines;
import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.List;
import java.util.function.Supplier;

/** Lines in, lines out: a pipe, or a terminal that can do no more. */
public final class PlainTerminal implements ChatTerminal {

    private final BoundedLines in;
    private final PrintWriter out;
    private final boolean interactive;

    /** @param interactive whether it is a terminal, which shows what is typed by itself */
    public PlainTerminal(Reader in, PrintWriter out, boolean interactive) {
        this.in = new BoundedLines(in, MAX_LINE_CHARS);
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public Read read() throws IOException {
        return in.next();
    }

    @Override
    public boolean print(String line) {
        out.println(line);
        return !out.checkError();
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public boolean keepsTyped() {
        return interactive;
    }

    /** Shows no prompt: it would stand in the middle of the output. */
    @Override
    public void prompt(String text) {}

    @Override
    public void complete(Supplier<List<String>> names) {}

    /** The process ends as any other does; nothing of the terminal was changed. */
    @Override
    public void onEndAsked(Runnable end) {}

    /** The streams are the process's. */
    @Override
    public void close() {
        out.flush();
    }
}

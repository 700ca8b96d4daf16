package io.onesend.host.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A pipe: lines in, lines out. */
public final class PlainTerminal implements ChatTerminal {

    private final BufferedReader in;
    private final PrintWriter out;

    public PlainTerminal(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public @Nullable String readLine() throws IOException {
        return in.readLine();
    }

    @Override
    public void print(String line) {
        out.println(line);
    }

    /** The streams are the process's. */
    @Override
    public void close() {
        out.flush();
    }
}

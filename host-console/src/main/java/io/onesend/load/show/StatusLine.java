package io.onesend.load.show;

import java.io.PrintWriter;

/** Shows progress: one line that rewrites itself in a terminal, or a line every few seconds in a pipe. One thread. */
public final class StatusLine {

    /** One column less than the narrowest usual terminal, because a line that wraps cannot be rewritten. */
    private static final int WIDTH = 79;

    private static final double PLAIN_EVERY_SECONDS = 5;

    private final PrintWriter out;
    private final boolean rewriting;
    private double lastPrinted;
    private int lastLength;

    public StatusLine(PrintWriter out, boolean rewriting) {
        this.out = out;
        this.rewriting = rewriting;
    }

    /**
     * Shows the text; in a pipe only when it is time for a line.
     *
     * @param at seconds since the start
     * @param seconds since the last call, or expected until the next
     */
    public void show(String text, double at, double seconds) {
        if (rewriting) {
            rewrite(text);
        } else if (at - lastPrinted >= PLAIN_EVERY_SECONDS - seconds / 2) {
            lastPrinted = at;
            out.println(text);
            out.flush();
        }
    }

    /** Clears the line for what is printed next. */
    public void clear() {
        if (rewriting && lastLength > 0) {
            rewrite("");
            out.print('\r');
            out.flush();
        }
    }

    private void rewrite(String text) {
        String line = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
        out.print('\r' + line + " ".repeat(Math.max(0, lastLength - line.length())));
        out.flush();
        lastLength = line.length();
    }
}

package io.onesend.host.load.show;

import java.io.PrintWriter;

/** How something goes: one line that rewrites itself in a terminal, and a line every few seconds in a pipe. One thread. */
public final class StatusLine {

    /** One column less than the narrowest terminal worth the name: a line that wraps cannot be rewritten. */
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
     * Says how it goes now; in a pipe, if it is time.
     *
     * @param at seconds since the start
     * @param seconds since the last call, or to be expected until the next
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

    /** Leaves the line empty, for what comes after it. */
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

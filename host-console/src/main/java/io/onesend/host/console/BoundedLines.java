package io.onesend.host.console;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads lines that have a longest length, so that input without line ends takes no more memory than that. A line ends with a
 * line feed, which a carriage return may precede, or with the input. One thread.
 */
public final class BoundedLines {

    /** The kinds of results of a read. */
    public enum Kind {
        /** A whole line. */
        LINE,
        /** The beginning of a line that is too long; none of its text is kept. */
        TOO_LONG,
        /** More of such a line. */
        REST_OF_LONG,
        /** The end of the input. */
        END
    }

    /** The result of a read, with the text of a line; other kinds have none. */
    public record Read(Kind kind, String text) {
        public static final Read TOO_LONG = new Read(Kind.TOO_LONG, "");
        public static final Read REST_OF_LONG = new Read(Kind.REST_OF_LONG, "");
        public static final Read END = new Read(Kind.END, "");

        public static Read line(String text) {
            return new Read(Kind.LINE, text);
        }
    }

    private static final int BUFFER_CHARS = 8_192;

    private final Reader in;
    private final int maxChars;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder line = new StringBuilder();
    private int from;
    private int until;
    private boolean skipping;

    public BoundedLines(Reader in, int maxChars) {
        this.in = in;
        this.maxChars = maxChars;
    }

    /** Blocks for a line. The rest of a line that is too long comes in pieces, so that a caller can limit how fast it is read. */
    public Read next() throws IOException {
        while (true) {
            if (from == until && !fill()) {
                return end();
            }
            int start = from;
            boolean ended = advanceToLineEnd();
            if (skipping) {
                skipping = !ended;
                return Read.REST_OF_LONG;
            }
            line.append(buffer, start, from - start);
            if (ended) {
                from++;
                return finish();
            }
            // The last character may be the carriage return of the line's end.
            if (line.length() > maxChars + 1) {
                return tooLong(true);
            }
        }
    }

    /** Puts {@code from} at the next line feed, or at the end of the buffer. */
    private boolean advanceToLineEnd() {
        while (from < until && buffer[from] != '\n') {
            from++;
        }
        if (skipping && from < until) {
            from++;
            return true;
        }
        return from < until;
    }

    private boolean fill() throws IOException {
        from = 0;
        until = Math.max(0, in.read(buffer, 0, buffer.length));
        return until > 0;
    }

    private Read finish() {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.length() > maxChars ? tooLong(false) : take();
    }

    private Read end() {
        if (skipping || line.isEmpty()) {
            skipping = false;
            return Read.END;
        }
        return finish();
    }

    private Read take() {
        Read read = Read.line(line.toString());
        line.setLength(0);
        return read;
    }

    private Read tooLong(boolean more) {
        line.setLength(0);
        line.trimToSize();
        skipping = more;
        return Read.TOO_LONG;
    }
}

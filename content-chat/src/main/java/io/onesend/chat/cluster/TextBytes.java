package io.onesend.chat.cluster;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers and texts from bytes, from left to right, each up to a byte that ends it. Each method throws an {@link
 * IllegalArgumentException} for what it does not find.
 */
final class TextBytes {

    /** As many digits as every number of 63 bits has room for. */
    private static final int SAFE_DIGITS = 18;

    /** The largest number of 64 bits without sign, but for its last digit, which is 5. */
    private static final long MOST_WITHOUT_LAST_DIGIT = 1_844_674_407_370_955_161L;

    private final byte[] bytes;
    private final int end;
    private int at;

    TextBytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private TextBytes(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    char character() {
        if (at == end) {
            throw new IllegalArgumentException("nothing is left");
        }
        return (char) bytes[at++];
    }

    /** A number up to a byte, which has to come. */
    long number(char until) {
        int to = find(until);
        long number = number(at, to);
        at = to + 1;
        return number;
    }

    /** A number that is all that is left. */
    long number() {
        long number = number(at, end);
        at = end;
        return number;
    }

    private long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - from >= SAFE_DIGITS) {
                return Long.parseLong(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            number = 10 * number + digit;
        }
        if (from == to) {
            throw new IllegalArgumentException("a number is missing");
        }
        return number;
    }

    /** A number of 64 bits without sign, up to a byte. */
    long unsigned(char until) {
        int to = find(until);
        long number = 0;
        for (int i = at; i < to; i++) {
            int digit = bytes[i] - '0';
            int most = Long.compareUnsigned(number, MOST_WITHOUT_LAST_DIGIT);
            if (digit < 0 || digit > 9 || most > 0 || (most == 0 && digit > 5)) {
                throw new IllegalArgumentException("not a number of 64 bits");
            }
            number = 10 * number + digit;
        }
        if (at == to) {
            throw new IllegalArgumentException("a number is missing");
        }
        at = to + 1;
        return number;
    }

    /** A text up to a byte, which has to come. */
    String text(char until) {
        int to = find(until);
        String text = new String(bytes, at, to - at, StandardCharsets.UTF_8);
        at = to + 1;
        return text;
    }

    private int find(char wanted) {
        for (int i = at; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new IllegalArgumentException("a field has no end");
    }

    /** All that is left. */
    String rest() {
        String rest = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end;
        return rest;
    }

    /** All that is left, which must be a single line. */
    String restOfLine() {
        String rest = rest();
        if (rest.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line too many");
        }
        return rest;
    }

    /** The next bytes, to be read on their own. */
    TextBytes part(long length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("it ends within a part of " + length + " bytes");
        }
        int from = at;
        at += (int) length;
        return new TextBytes(bytes, from, at);
    }
}

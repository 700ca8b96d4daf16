package io.onesend.host.console;

import java.io.Reader;
import java.util.concurrent.atomic.AtomicLong;

/** The same text, for ever. */
final class EndlessReader extends Reader {

    private final String text;
    private int next;

    final AtomicLong charsRead = new AtomicLong();

    EndlessReader(String text) {
        this.text = text;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        for (int i = 0; i < length; i++) {
            buffer[offset + i] = text.charAt(next);
            next = (next + 1) % text.length();
        }
        charsRead.addAndGet(length);
        return length;
    }

    @Override
    public void close() {}
}

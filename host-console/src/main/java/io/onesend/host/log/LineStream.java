package io.onesend.host.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/**
 * A stream into a {@link LineQueue}: bytes are passed on at the end of a line, so that two threads' lines do not mix. Callers
 * take turns, but none of them waits for more than a copy in memory.
 */
final class LineStream extends OutputStream {

    /** A longer line is passed on in parts. */
    private static final int MAX_LINE_BYTES = 8_192;

    private final LineQueue queue;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineStream(LineQueue queue) {
        this.queue = queue;
    }

    @Override
    public void write(int letter) {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        while (end > offset && bytes[end - 1] != '\n') {
            end--;
        }
        line.write(bytes, offset, end - offset);
        if (end > offset) {
            passOn();
        }
        line.write(bytes, end, offset + length - end);
        if (line.size() >= MAX_LINE_BYTES) {
            passOn();
        }
    }

    /** Passes on an unfinished line; a whole line needs no flush. */
    @Override
    public synchronized void flush() {
        if (line.size() > 0) {
            passOn();
        }
    }

    private void passOn() {
        queue.offer(line.toByteArray());
        line.reset();
    }
}

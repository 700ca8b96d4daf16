package io.onesend.host.console;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads a terminal only while the process is in its foreground. A read from the background fails once SIGTTIN is ignored (see
 * {@link StandardInput#ignoreStopsByTerminal}); without that the system would stop the whole process. Closing it closes
 * nothing.
 */
final class ForegroundReader extends Reader {

    private final Reader terminal;
    private final Foreground foreground;

    ForegroundReader(Reader terminal, Foreground foreground) {
        this.terminal = terminal;
        this.foreground = foreground;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (true) {
            foreground.await();
            try {
                return terminal.read(buffer, offset, length);
            } catch (IOException failed) {
                // The failure is real unless the process was put in the background during the read.
                if (!foreground.isLost()) {
                    throw failed;
                }
            }
        }
    }

    @Override
    public void close() {}
}

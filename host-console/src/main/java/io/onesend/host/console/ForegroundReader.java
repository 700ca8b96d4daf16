package io.onesend.host.console;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Reads a terminal only while the process is in its foreground. A read from the background fails once SIGTTIN is ignored (see
 * {@link StandardInput#ignoreStopsByTerminal}); without that the system would stop the whole process. Closing it closes
 * nothing.
 */
public final class ForegroundReader extends Reader {

    private final Reader terminal;
    private final BooleanSupplier inBackground;
    private final Duration look;

    /** @param look how often to look whether the process is in the foreground again */
    public ForegroundReader(Reader terminal, BooleanSupplier inBackground, Duration look) {
        this.terminal = terminal;
        this.inBackground = inBackground;
        this.look = look;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (true) {
            awaitForeground();
            try {
                return terminal.read(buffer, offset, length);
            } catch (IOException failed) {
                // The failure is real unless the process was put in the background during the read.
                if (!inBackground.getAsBoolean()) {
                    throw failed;
                }
            }
        }
    }

    private void awaitForeground() throws IOException {
        try {
            while (inBackground.getAsBoolean()) {
                Thread.sleep(look.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void close() {}
}

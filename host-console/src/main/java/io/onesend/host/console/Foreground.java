package io.onesend.host.console;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until the process is in the foreground of its terminal. */
final class Foreground {

    private final BooleanSupplier inBackground;
    private final Duration look;

    /** @param look how often to look whether the process is in the foreground again */
    Foreground(BooleanSupplier inBackground, Duration look) {
        this.inBackground = inBackground;
        this.look = look;
    }

    boolean isLost() {
        return inBackground.getAsBoolean();
    }

    void await() throws IOException {
        try {
            while (inBackground.getAsBoolean()) {
                Thread.sleep(look.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}

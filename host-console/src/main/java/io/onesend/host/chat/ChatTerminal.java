package io.onesend.host.chat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where lines come from and go to. One thread reads; any thread prints. */
public interface ChatTerminal extends AutoCloseable {

    /** Blocks for the next line; null at the end. */
    @Nullable
    String readLine() throws IOException;

    void print(String line);

    @Override
    void close() throws IOException;
}

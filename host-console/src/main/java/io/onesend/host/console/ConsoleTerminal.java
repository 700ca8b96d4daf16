package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Where the console's lines come from, and where its answers go. One thread, except for {@link #close}. */
interface ConsoleTerminal extends AutoCloseable {

    /** The most characters of a line. */
    int MAX_LINE_CHARS = 512;

    /** Blocks for a line. */
    Read next() throws IOException, InterruptedException;

    /** Shows the lines of an answer, with control characters escaped. */
    void say(List<String> lines);

    /** Waits until everything said is written, but no longer than this. */
    void awaitSaid(Duration limit) throws InterruptedException;

    /** Whether {@link #watch} can show anything. */
    boolean isScreen();

    /** Shows these lines anew each second, until the operator leaves. */
    void watch(Supplier<List<String>> picture) throws IOException;

    /** Ends a read under way, and gives the terminal back as it was. For any thread. */
    @Override
    void close();
}

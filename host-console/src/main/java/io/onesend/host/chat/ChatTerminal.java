package io.onesend.host.chat;

import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Where lines come from and go to. One thread reads; any thread prints. */
public interface ChatTerminal extends AutoCloseable {

    /** More than this, in one line or pasted at once, is refused. */
    int MAX_LINE_CHARS = 65_536;

    /** Blocks for the next line. */
    Read read() throws IOException;

    /** Prints a line. False if nobody will see it or any later one. */
    boolean print(String line);

    /** Whether a person sits there, who wants to go on when a connection is lost. */
    boolean isInteractive();

    /** Whether what is typed stays on the screen after it was read. */
    boolean keepsTyped();

    /** Shows this in front of what is typed. */
    void prompt(String text);

    /** Offers these names where one is being typed. */
    void complete(Supplier<List<String>> names);

    /** Runs this once a signal asks for the end, on a thread of the system's. */
    void onEndAsked(Runnable end);

    @Override
    void close() throws IOException;
}

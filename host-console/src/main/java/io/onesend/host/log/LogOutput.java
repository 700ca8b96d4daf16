package io.onesend.host.log;

import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * A form of events and where they go.
 *
 * @param lines takes an event in one piece, and does not block
 */
record LogOutput(Layout<String> layout, Consumer<byte[]> lines) {

    void write(LogEvent event) {
        lines.accept(layout.toByteArray(event));
    }

    /** Writes a warning past the log, for what happens to the log itself. */
    void warn(Class<?> from, String text) {
        write(Log4jLogEvent.newBuilder()
                .setLevel(Level.WARN)
                .setLoggerName(from.getName())
                .setThreadName(Thread.currentThread().getName())
                .setMessage(new SimpleMessage(text))
                .build());
    }
}

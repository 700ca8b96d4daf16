package io.onesend.host.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/**
 * A line of text for each event: {@code 2026-01-31 12:00:00.000 INFO  [main] Host: ready in 900 ms}, the stack of a failure
 * below it. It is written by hand because a pattern of Log4j's needs its plug-ins.
 */
final class TextLayout extends AbstractStringLayout {

    private static final int LEVEL_WIDTH = 5;

    TextLayout() {
        super(StandardCharsets.UTF_8);
    }

    @Override
    public String toSerializable(LogEvent event) {
        StringBuilder line = new StringBuilder(160);
        long millis = event.getInstant().getEpochMillisecond();
        TimeText.append(line, LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault()), ' ');
        appendPadded(line.append(' '), event.getLevel().name());
        line.append(" [").append(event.getThreadName()).append("] ");
        line.append(simpleName(event.getLoggerName())).append(": ");
        SafeLine.append(line, event.getMessage().getFormattedMessage());
        line.append('\n');
        if (event.getThrown() != null) {
            StackText.append(line, event.getThrown());
        }
        return line.toString();
    }

    private static void appendPadded(StringBuilder line, String level) {
        line.append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}

package io.onesend.host.log;

import java.io.PrintStream;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Writes each event to standard error, in one piece. */
final class StandardErrorAppender extends AbstractAppender {

    private final PrintStream out = System.err;

    StandardErrorAppender(TextLayout layout) {
        super("stderr", null, layout, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
        byte[] line = getLayout().toByteArray(event);
        out.write(line, 0, line.length);
        out.flush();
    }
}

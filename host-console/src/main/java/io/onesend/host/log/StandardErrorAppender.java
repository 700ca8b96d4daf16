package io.onesend.host.log;

import java.util.function.Consumer;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Gives each event to standard error in one piece. */
final class StandardErrorAppender extends AbstractAppender {

    private final Consumer<byte[]> lines;

    StandardErrorAppender(TextLayout layout, Consumer<byte[]> lines) {
        super("stderr", null, layout, true, Property.EMPTY_ARRAY);
        this.lines = lines;
    }

    @Override
    public void append(LogEvent event) {
        lines.accept(getLayout().toByteArray(event));
    }
}

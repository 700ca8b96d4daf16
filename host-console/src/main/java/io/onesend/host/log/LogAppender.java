package io.onesend.host.log;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Gives each event to the output of the moment, which may be replaced while the server runs. */
final class LogAppender extends AbstractAppender {

    private volatile LogOutput output;

    LogAppender(LogOutput output) {
        super("onesend", null, output.layout(), true, Property.EMPTY_ARRAY);
        this.output = output;
    }

    void use(LogOutput newOutput) {
        output = newOutput;
    }

    @Override
    public void append(LogEvent event) {
        output.write(event);
    }
}

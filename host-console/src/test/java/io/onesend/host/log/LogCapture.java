package io.onesend.host.log;

import io.onesend.network.log.FreshSecond;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Remembers what one logger logs until it is closed. No line is missing because others were logged before. */
public final class LogCapture implements AutoCloseable {

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AbstractAppender appender = new AbstractAppender("capture", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            messages.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    };

    private LogCapture(Logger logger) {
        this.logger = logger;
    }

    public static LogCapture of(Class<?> owner) {
        return of(owner.getName());
    }

    public static LogCapture of(String loggerName) {
        FreshSecond.begin();
        LogCapture capture = new LogCapture((Logger) LogManager.getLogger(loggerName));
        capture.appender.start();
        capture.logger.addAppender(capture.appender);
        return capture;
    }

    /** Level and message of each event. */
    public List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        logger.removeAppender(appender);
        appender.stop();
    }
}

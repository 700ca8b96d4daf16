package io.onesend.host.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Stops the thread that logs a line with certain words, until it is closed: for a test of what happens while a thread is busy. */
public final class LogHold implements AutoCloseable {

    private final String words;
    private final Logger logger;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AbstractAppender appender = new AbstractAppender("hold", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            if (event.getMessage().getFormattedMessage().contains(words)) {
                held.countDown();
                awaitLatch(goOn);
            }
        }
    };

    private LogHold(Logger logger, String words) {
        this.logger = logger;
        this.words = words;
    }

    /** @param words of a line that the class logs at debug or above */
    public static LogHold on(Class<?> owner, String words) {
        Configurator.setLevel(owner.getName(), Level.DEBUG);
        LogHold hold = new LogHold((Logger) LogManager.getLogger(owner), words);
        hold.appender.start();
        hold.logger.addAppender(hold.appender);
        return hold;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a thread is held; false: none came within a minute. */
    public boolean awaitHeld() throws InterruptedException {
        return held.await(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        goOn.countDown();
        logger.removeAppender(appender);
        appender.stop();
        Configurator.setLevel(logger.getName(), Level.INFO);
    }
}

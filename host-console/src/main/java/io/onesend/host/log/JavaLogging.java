package io.onesend.host.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of libraries that use the JDK's own, which goes to standard error past {@link LogSetup}. */
public final class JavaLogging {

    /** The JDK forgets a logger, with its level, that nobody holds. */
    private static final List<Logger> HELD = new CopyOnWriteArrayList<>();

    private JavaLogging() {}

    /** Keeps a library quiet whose failures this program logs itself. */
    public static void silence(String loggerName) {
        Logger logger = Logger.getLogger(loggerName);
        logger.setLevel(Level.OFF);
        HELD.add(logger);
    }
}

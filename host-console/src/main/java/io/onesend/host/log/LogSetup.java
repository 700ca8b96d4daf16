package io.onesend.host.log;

import java.time.Duration;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up, before anything is logged. {@code -Dlog4j2.configurationFile=FILE} names a configuration of the operator's,
 * in one of Log4j's own formats; without it the log is that of {@link LogConfiguration}.
 */
public final class LogSetup {

    /** The system property that names a configuration of the operator's. */
    static final String FILE = "log4j2.configurationFile";

    private static final Map<String, String> PROPERTIES = Map.of(
            // Log4j's own hook would end the log while the server is still stopping.
            "log4j2.shutdownHookEnabled", "false",
            // One log for the whole process: without this Log4j looks at the caller's class loader for each logger.
            "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");

    private LogSetup() {}

    /** To be called once, before the first logger exists; takes about a tenth of a second. */
    public static void start() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        LogLevels levels = LogLevels.ofProcess();
        String file = System.getProperty(FILE);
        if (file == null) {
            Configurator.initialize(new LogConfiguration(levels));
        } else {
            startFrom(file, levels);
        }
        StandardStreams.tellOfLostLines();
        Logger log = LoggerFactory.getLogger(LogSetup.class);
        levels.problems().forEach(log::warn);
    }

    /**
     * Writes out everything that was logged or printed, at the end of the process. Does not wait for a reader that does not read,
     * nor for an operator's appender that does not end.
     */
    public static void finish(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        if (System.getProperty(FILE) != null) {
            stopAppenders(atMost);
        }
        StandardStreams.drain(Duration.ofNanos(end - System.nanoTime()));
    }

    /** Appenders from a file may hold lines back, to write many at once. */
    private static void stopAppenders(Duration atMost) {
        Thread stopping = new Thread(LogManager::shutdown, "stop-log");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(atMost.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void startFrom(String file, LogLevels levels) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        if (isEmpty(context.getConfiguration())) {
            context.reconfigure(new LogConfiguration(levels));
            LoggerFactory.getLogger(LogSetup.class).warn("{} cannot be read; the default log settings apply", file);
        }
    }

    /** Log4j makes one appender of its own, for errors only, if it finds no file or nothing usable in it. */
    private static boolean isEmpty(Configuration found) {
        return found.getAppenders().keySet().stream().allMatch(name -> name.startsWith("DefaultConsole-"));
    }
}

package io.onesend.host.log;

import io.onesend.host.config.LogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up, in two steps: as text on standard error before anything is logged, and as the configuration has it once that
 * is read. {@code -Dlog4j2.configurationFile=FILE} names a configuration of the operator's, in one of Log4j's own formats, which
 * then is the only one; without it the log is that of {@link LogConfiguration}.
 */
public final class LogSetup {

    /** The system property that names a configuration of the operator's. */
    static final String FILE = "log4j2.configurationFile";

    private static final Map<String, String> PROPERTIES = Map.of(
            // Log4j's own hook would end the log while the server is still stopping.
            "log4j2.shutdownHookEnabled", "false",
            // One log for the whole process: without this Log4j looks at the caller's class loader for each logger.
            "log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");

    private static final LiveLevels LIVE = new LiveLevels(LogSetup::context, LogLevels::ofProcess);

    private static volatile @Nullable LogFile file;

    private LogSetup() {}

    /** To be called once, before the first logger exists; takes about a tenth of a second. */
    public static void start() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        LogLevels levels = LogLevels.ofProcess(LogConfig.Level.INFO);
        String operators = System.getProperty(FILE);
        if (operators == null) {
            Configurator.initialize(new LogConfiguration(standardError(new TextLayout()), levels));
        } else {
            startFrom(operators, levels);
        }
        Logger log = log();
        StandardStreams.onLostErrorLines(
                lost -> log.warn("log lines lost because standard error did not accept them: {}", lost));
        levels.problems().forEach(log::warn);
    }

    /**
     * Changes level, form and place of the log to these, from the next event on. To be called once. A level that a system
     * property sets stays.
     *
     * @throws IOException if the file cannot be opened; its message says why, and the log has not changed
     */
    public static void configure(LogConfig config) throws IOException {
        if (!(context().getConfiguration() instanceof LogConfiguration ours)) {
            if (!config.isDefault()) {
                log().warn("the keys log.* have no effect, because {} configures the log", System.getProperty(FILE));
            }
            return;
        }
        Layout<String> layout = switch (config.format()) {
            case TEXT -> new TextLayout();
            case JSON -> new JsonLayout();
        };
        LIVE.configure(config.level());
        if (config.file().isPresent()) {
            LogOutput output = toFile(config.file().get(), config, layout);
            log().info("the log goes to {}", config.file().get());
            ours.use(output);
        } else {
            ours.use(standardError(layout));
        }
    }

    /** Takes another {@code log.level}. What an operator has changed since the start stays over it. */
    public static void changeLevel(LogConfig.Level level) {
        LIVE.configure(level);
    }

    /** The levels, which an operator may change. */
    static LiveLevels liveLevels() {
        return LIVE;
    }

    private static LogOutput standardError(Layout<String> layout) {
        return new LogOutput(layout, StandardStreams.errorLines());
    }

    private static LogOutput toFile(Path path, LogConfig config, Layout<String> layout) throws IOException {
        LogOutput past = standardError(layout);
        LogFile opened = LogFile.open(path, config, complaint -> past.warn(LogFile.class, complaint));
        Logger log = log();
        opened.lines().onLoss(lost -> log.warn("log lines lost because {} did not accept them: {}", path, lost));
        file = opened;
        return new LogOutput(layout, opened.lines()::offer);
    }

    /** Logs what a command prints on standard error before it fails, if the log goes to a file. */
    public static void tellFile(String failure) {
        if (file != null) {
            log().error("{}", failure);
        }
    }

    /** Lines lost since the start of the process, by standard error and by the log's file. */
    public static long lostLines() {
        LogFile opened = file;
        return StandardStreams.lostErrorLines()
                + (opened == null ? 0 : opened.lines().lost());
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
        LogFile opened = file;
        try {
            if (opened != null) {
                opened.lines().drain(Duration.ofNanos(end - System.nanoTime()));
            }
            StandardStreams.drain(Duration.ofNanos(end - System.nanoTime()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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

    private static void startFrom(String operators, LogLevels levels) {
        LoggerContext context = context();
        if (isEmpty(context.getConfiguration())) {
            context.reconfigure(new LogConfiguration(standardError(new TextLayout()), levels));
            log().warn("{} cannot be read; the default log settings apply", operators);
        }
    }

    /** Log4j makes one appender of its own, for errors only, if it finds no file or nothing usable in it. */
    private static boolean isEmpty(Configuration found) {
        return found.getAppenders().keySet().stream().allMatch(name -> name.startsWith("DefaultConsole-"));
    }

    private static LoggerContext context() {
        return (LoggerContext) LogManager.getContext(false);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(LogSetup.class);
    }
}

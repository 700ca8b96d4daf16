package io.onesend.host.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * Log4j's configuration, unless the operator has one. It has one appender, whose output and levels may be replaced while the
 * server runs. It is built in code without plug-ins: to find one, Log4j loads the classes of all, which costs a start 0.2 seconds.
 */
final class LogConfiguration extends AbstractConfiguration {

    private static final long serialVersionUID = 1L;

    private final transient LogAppender appender;
    private final transient LogLevels levels;

    /** Begins with these. */
    LogConfiguration(LogOutput output, LogLevels levels) {
        super(null, ConfigurationSource.NULL_SOURCE);
        this.appender = new LogAppender(output);
        this.levels = levels;
        setName("onesend");
        isShutdownHookEnabled = false;
        // Log4j would ask the resolver for this host's name, which can take seconds. The pattern that shows it is not
        // used.
        getProperties().put("hostName", "localhost");
    }

    /** Replaces the inherited method, which looks for plug-ins. */
    @Override
    public void initialize() {
        addAppender(appender);
        getRootLogger().addAppender(appender, null, null);
        setLevels(levels);
        setState(State.INITIALIZED);
    }

    /** Sends what is logged from now on there. */
    void use(LogOutput output) {
        appender.use(output);
    }

    /** Sets the levels. Loggers that exist already follow after {@code LoggerContext.updateLoggers()}. */
    void setLevels(LogLevels newLevels) {
        getRootLogger().setLevel(newLevels.libraries());
        getLoggers().keySet().stream()
                .filter(logger -> !logger.isEmpty() && !newLevels.named().containsKey(logger))
                .forEach(this::removeLogger);
        newLevels.named().forEach(this::setLevel);
    }

    private void setLevel(String logger, Level level) {
        LoggerConfig present = getLogger(logger);
        if (present != null) {
            present.setLevel(level);
            return;
        }
        LoggerConfig config = new LoggerConfig(logger, level, true);
        config.setParent(getRootLogger());
        addLogger(logger, config);
    }
}

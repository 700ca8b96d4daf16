package io.onesend.host.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The default log configuration: it logs to standard error, because standard output belongs to what a command prints. It is built
 * in code without plug-ins: to find one, Log4j loads the classes of all, which costs a start 0.2 seconds.
 */
final class LogConfiguration extends AbstractConfiguration {

    private static final long serialVersionUID = 1L;

    private final transient LogLevels levels;

    LogConfiguration(LogLevels levels) {
        super(null, ConfigurationSource.NULL_SOURCE);
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
        StandardErrorAppender appender = new StandardErrorAppender(new TextLayout(), StandardStreams.errorLines());
        addAppender(appender);
        LoggerConfig root = getRootLogger();
        root.setLevel(levels.libraries());
        root.addAppender(appender, null, null);
        levels.named().forEach(this::setLevel);
        setState(State.INITIALIZED);
    }

    private void setLevel(String logger, Level level) {
        LoggerConfig config = new LoggerConfig(logger, level, true);
        config.setParent(getRootLogger());
        addLogger(logger, config);
    }
}

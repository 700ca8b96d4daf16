package io.onesend.host.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The log as it is unless a file says otherwise: to standard error, because standard output belongs to what a command prints.
 * It is put together in code and asks for no plug-in of Log4j's: Log4j loads the class of every plug-in there is to find one,
 * which costs a start 0.2 seconds.
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

    /** Instead of the inherited one, which looks for plug-ins. */
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

package io.onesend.host.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.StatusUtil;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * The log as it is unless a file says otherwise: to standard error, for standard output belongs to what a command prints, each
 * line written through at once. In code, because reading it from XML takes a tenth of a second of each start. More lines:
 * {@code -Donesend.log.level=debug}. A file in its place: {@code -Dlogback.configurationFile=FILE}, in Logback's own format.
 */
public final class LogDefaults extends ContextAwareBase implements Configurator {

    /** The system property with the lowest level that is logged: one of Logback's names. */
    public static final String LEVEL = "onesend.log.level";

    /** What a peer sent cannot begin a line of its own: line breaks in a message come out as \r and \n. */
    static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0}: "
            + "%replace(%replace(%msg){'\\r','\\\\r'}){'\\n','\\\\n'}%n%ex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isConfiguredByFile(context)) {
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        root.addAppender(standardError(context));
        String file = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        if (file != null) {
            context.getLogger(LogDefaults.class).warn("{} cannot be read; the log is as it is without it", file);
        }
        // Warns at each start that two transports are there and it has chosen one.
        context.getLogger("io.lettuce.core.resource.Transports").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logback asks us before it looks for files, and takes one that is not XML for an empty one. */
    private static boolean isConfiguredByFile(LoggerContext context) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        return files.configure(context) == ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY
                && new StatusUtil(context).noXMLParsingErrorsOccurred(0);
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}

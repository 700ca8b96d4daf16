package io.onesend.host.log;

import io.onesend.host.config.LogConfig;
import io.onesend.host.ops.Audit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;

/**
 * The levels of the running log: those of the configuration, and over them what an operator has changed since. The changes are
 * gone with the process.
 */
final class LiveLevels {

    /** A change that is refused; the message continues a sentence that starts with the logger's name. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why, null, false, false);
        }
    }

    private final Supplier<LoggerContext> context;
    private final Function<LogConfig.Level, LogLevels> ofStart;
    private LogConfig.Level configured = LogConfig.Level.INFO;
    private @Nullable Level own;
    private final Map<String, Level> loggers = new LinkedHashMap<>();

    /**
     * Makes them.
     *
     * @param ofStart the levels without a change, by that of the configuration
     */
    LiveLevels(Supplier<LoggerContext> context, Function<LogConfig.Level, LogLevels> ofStart) {
        this.context = context;
        this.ofStart = ofStart;
    }

    /** Takes the level of the configuration. */
    synchronized void configure(LogConfig.Level level) {
        configured = level;
        apply();
    }

    /** Sets the level of the server's own loggers, and of the libraries as far as those may follow. */
    synchronized void change(Level level) {
        own = level;
        apply();
    }

    /** Sets the level of one logger and those below it. */
    synchronized void change(String logger, Level level) throws RefusedException {
        if (logger.equals(Audit.LOGGER)) {
            throw new RefusedException("records who has changed what, and keeps its level");
        }
        boolean ours = logger.equals(LogLevels.OWN) || logger.startsWith(LogLevels.OWN + ".");
        if (!ours && level.isLessSpecificThan(Level.DEBUG)) {
            throw new RefusedException(
                    "is not the server's own: at " + level.name().toLowerCase(Locale.ROOT)
                            + " libraries log what goes to Redis, passwords and tokens too; if it has to be, start with"
                            + " -Donesend.log.level." + logger + "=debug");
        }
        loggers.put(logger, level);
        apply();
    }

    /** Gives up every change. */
    synchronized void reset() {
        own = null;
        loggers.clear();
        apply();
    }

    synchronized boolean isChanged() {
        return own != null || !loggers.isEmpty();
    }

    /** The levels in effect. */
    synchronized LogLevels levels() {
        LogLevels levels = ofStart.apply(configured);
        if (own != null) {
            levels = levels.withOwn(own);
        }
        return levels.with(loggers);
    }

    /** Whether the log is ours; with a configuration of the operator's it is not. */
    boolean isOurs() {
        return ours().isPresent();
    }

    private void apply() {
        ours().ifPresent(configuration -> {
            configuration.setLevels(levels());
            context.get().updateLoggers();
        });
    }

    private Optional<LogConfiguration> ours() {
        return context.get().getConfiguration() instanceof LogConfiguration ours ? Optional.of(ours) : Optional.empty();
    }
}

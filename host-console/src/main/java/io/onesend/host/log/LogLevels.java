package io.onesend.host.log;

import io.onesend.host.config.LogConfig;
import io.onesend.host.ops.Audit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.logging.log4j.Level;

/**
 * The log levels that the system properties and {@code log.level} set. {@code debug} is for the server's own loggers. The libraries
 * stay at info then, because at debug they print what goes to Redis and what it answers: passwords, hashes and tokens. A level
 * for one of them is set by its name, as a property: {@code onesend.log.level.io.netty=debug}.
 *
 * @param libraries the level of every logger that is not named
 * @param named levels by the name of a logger
 * @param problems what is wrong with the properties, a sentence each
 */
record LogLevels(Level libraries, Map<String, Level> named, List<String> problems) {

    private static final List<Level> LEVELS =
            List.of(Level.OFF, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    /** The parent of the server's own loggers. */
    static final String OWN = "io.onesend";

    /** The levels by the properties of this process; the argument is that of our own loggers if no property sets it. */
    static LogLevels ofProcess(LogConfig.Level configured) {
        return of(System.getProperties(), Level.valueOf(configured.name()));
    }

    static LogLevels of(Properties properties, Level configured) {
        List<String> problems = new ArrayList<>();
        Level own = level(properties, LogProperties.LEVEL, problems).orElse(configured);
        Map<String, Level> named = new LinkedHashMap<>();
        named.put(OWN, own);
        // Who has changed what is recorded, however quiet the rest is.
        named.put(Audit.LOGGER, Level.INFO);
        // Warns at each start that two transports are there and it has chosen one.
        named.put("io.lettuce.core.resource.Transports", Level.ERROR);
        // Warns at each attempt to connect again; our own lines report that the connection is lost and that it is back.
        named.put("io.lettuce.core.protocol.ConnectionWatchdog", Level.ERROR);
        named.put("io.lettuce.core.protocol.ReconnectionHandler", Level.WARN);
        String prefix = LogProperties.LEVEL + ".";
        for (String property : new TreeSet<>(properties.stringPropertyNames())) {
            if (property.startsWith(prefix)) {
                level(properties, property, problems)
                        .ifPresent(level -> named.put(property.substring(prefix.length()), level));
            }
        }
        return new LogLevels(ofLibraries(own), named, problems);
    }

    /** The names of all levels, the quietest first. */
    static List<String> names() {
        return LEVELS.stream()
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    Level own() {
        return named.getOrDefault(OWN, libraries);
    }

    /** The same with another level of our own loggers. */
    LogLevels withOwn(Level level) {
        Map<String, Level> changed = new LinkedHashMap<>(named);
        changed.put(OWN, level);
        return new LogLevels(ofLibraries(level), changed, problems);
    }

    /** The same with other levels of these loggers. */
    LogLevels with(Map<String, Level> loggers) {
        Map<String, Level> changed = new LinkedHashMap<>(named);
        changed.putAll(loggers);
        return new LogLevels(libraries, changed, problems);
    }

    private static Level ofLibraries(Level own) {
        return own.isLessSpecificThan(Level.INFO) ? Level.INFO : own;
    }

    private static Optional<Level> level(Properties properties, String property, List<String> problems) {
        String value = properties.getProperty(property);
        if (value == null) {
            return Optional.empty();
        }
        Optional<Level> level = LEVELS.stream()
                .filter(known -> known.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst();
        if (level.isEmpty()) {
            problems.add("-D" + property + "=" + value + " is not a log level and is ignored; there are "
                    + String.join(", ", names()));
        }
        return level;
    }
}

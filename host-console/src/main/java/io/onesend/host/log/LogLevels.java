package io.onesend.host.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.logging.log4j.Level;
import org.jspecify.annotations.Nullable;

/**
 * The log levels that the system properties set. {@code onesend.log.level=debug} is for the server's own loggers. The libraries
 * stay at info then, because at debug they print what goes to Redis and what it answers: passwords, hashes and tokens. A level
 * for one of them is set by its name: {@code onesend.log.level.io.netty=debug}.
 *
 * @param libraries the level of every logger that is not named
 * @param named levels by the name of a logger
 * @param problems what is wrong with the properties, a sentence each
 */
record LogLevels(Level libraries, Map<String, Level> named, List<String> problems) {

    private static final List<Level> LEVELS =
            List.of(Level.OFF, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    private static final String OWN = "io.onesend";

    static LogLevels ofProcess() {
        return of(System.getProperties());
    }

    static LogLevels of(Properties properties) {
        List<String> problems = new ArrayList<>();
        Level own = level(LogProperties.LEVEL, properties.getProperty(LogProperties.LEVEL), problems);
        Level libraries = own.isLessSpecificThan(Level.INFO) ? Level.INFO : own;
        Map<String, Level> named = new LinkedHashMap<>();
        named.put(OWN, own);
        // Warns at each start that two transports are there and it has chosen one.
        named.put("io.lettuce.core.resource.Transports", Level.ERROR);
        // Warns at each attempt to connect again; our own lines report that the connection is lost and that it is back.
        named.put("io.lettuce.core.protocol.ConnectionWatchdog", Level.ERROR);
        String prefix = LogProperties.LEVEL + ".";
        for (String property : new TreeSet<>(properties.stringPropertyNames())) {
            if (property.startsWith(prefix)) {
                named.put(
                        property.substring(prefix.length()),
                        level(property, properties.getProperty(property), problems));
            }
        }
        return new LogLevels(libraries, named, problems);
    }

    private static Level level(String property, @Nullable String value, List<String> problems) {
        if (value == null) {
            return Level.INFO;
        }
        for (Level level : LEVELS) {
            if (level.name().equals(value.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        problems.add("-D" + property + "=" + value + " is not a log level, info applies; there are "
                + String.join(
                        ", ",
                        LEVELS.stream()
                                .map(level -> level.name().toLowerCase(Locale.ROOT))
                                .toList()));
        return Level.INFO;
    }
}

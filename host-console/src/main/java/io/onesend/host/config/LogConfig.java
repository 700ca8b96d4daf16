package io.onesend.host.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the log looks like and where it goes.
 *
 * @param file absolute; empty: the log goes to standard error
 * @param fileBytes the length at which the file is renamed and a new one begun
 * @param oldFiles how many renamed files are kept
 */
public record LogConfig(Level level, Format format, Optional<Path> file, long fileBytes, int oldFiles) {

    /** The least severe events that are logged. */
    public enum Level {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** The form of an event. */
    public enum Format {
        TEXT,
        JSON
    }

    static LogConfig from(Settings settings, Path folder) {
        String file = settings.value(Keys.LOG_FILE);
        return new LogConfig(
                settings.value(Keys.LOG_LEVEL),
                settings.value(Keys.LOG_FORMAT),
                file.isEmpty()
                        ? Optional.empty()
                        : Optional.of(folder.resolve(file).toAbsolutePath().normalize()),
                settings.value(Keys.LOG_FILE_SIZE),
                settings.value(Keys.LOG_FILES));
    }

    /** Whether every key has its default. */
    public boolean isDefault() {
        return equals(from(
                new Settings(
                        List.of(Keys.LOG_LEVEL, Keys.LOG_FORMAT, Keys.LOG_FILE, Keys.LOG_FILE_SIZE, Keys.LOG_FILES)),
                Path.of("")));
    }
}

package io.onesend.host.config;

import java.util.List;
import java.util.Locale;

/**
 * One line of the configuration's table.
 *
 * @param path where it is in the YAML, sections joined by dots
 * @param comment lines for the shipped file, possibly none
 */
public record Key<T>(String path, ValueType<T> type, T defaultValue, List<String> comment) {

    static final String ENVIRONMENT_PREFIX = "ONESEND_";

    public Key {
        comment = List.copyOf(comment);
    }

    /** The variable that sets it: {@code ONESEND_NETWORK_PORT} for {@code network.port}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX
                + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String toString() {
        return path;
    }
}

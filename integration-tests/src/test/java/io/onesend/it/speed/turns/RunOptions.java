package io.onesend.it.speed.turns;

import io.onesend.network.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of a comparison: system properties that begin with its name.
 *
 * @param prefix such as {@code cluster.}
 */
public record RunOptions(Properties properties, String prefix) {

    /** As the property says it; empty unless it is set. */
    public String text(String key) {
        return properties.getProperty(prefix + key, "");
    }

    /**
     * A number from 1 on.
     *
     * @throws IllegalArgumentException that names the property and its range
     */
    public int number(String key, int otherwise, int most) {
        String text = properties.getProperty(prefix + key, String.valueOf(otherwise));
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(prefix + key + " is 1 to " + most + ", not '" + text + "'");
        }
        return value;
    }

    /**
     * What stands between commas.
     *
     * @param parse throws an IllegalArgumentException whose message goes on behind the name of the property
     * @throws IllegalArgumentException that names the property, and says what is wrong
     */
    public <T> List<T> list(String key, String otherwise, Function<String, T> parse) {
        try {
            return Stream.of(properties.getProperty(prefix + key, otherwise).split(",", -1))
                    .map(parse)
                    .toList();
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(prefix + key + " " + invalid.getMessage(), invalid);
        }
    }

    /** One of the transports that servers by hand have too. */
    public static Transport transport(String name) {
        return Stream.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO)
                .filter(transport -> transport.configName().equals(name.toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "is not a transport: '" + name + "'; there are epoll, io_uring and nio"));
    }
}

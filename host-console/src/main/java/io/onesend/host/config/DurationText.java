package io.onesend.host.config;

import java.time.Duration;

/** Durations as the configuration writes them, for options that are not part of it. */
public final class DurationText {

    private static final ValueType<Duration> TYPE = Numbers.duration(Duration.ZERO, Duration.ofDays(3650));

    private DurationText() {}

    /**
     * Reads {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}, or 0.
     *
     * @throws IllegalArgumentException if the text is no duration; the message continues a sentence that starts with the option's
     *     name
     */
    public static Duration parse(String text) {
        try {
            return TYPE.parse(text);
        } catch (InvalidValueException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }
}

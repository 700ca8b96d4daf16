package io.onesend.host.doctor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads spans of time as systemd prints them: {@code 1min 30s}. */
final class SystemdTime {

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(us|ms|s|min|h|d) ?)+");
    private static final Pattern PART = Pattern.compile("(\\d+)([a-z]+)");

    private static final Map<String, Duration> UNITS = Map.of(
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private SystemdTime() {}

    /** Empty for {@code infinity}, and for what this does not know. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (MatchResult part : PART.matcher(text).results().toList()) {
            Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
            sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
        }
        return Optional.of(sum);
    }
}

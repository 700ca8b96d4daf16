package io.onesend.host.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of values that are numbers: counts, durations, sizes; each with its range, bounds included. */
public final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]+)(KiB|MiB|GiB)?");

    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final List<String> DURATION_UNITS = List.of("h", "m", "s", "ms");
    private static final List<String> SIZE_UNITS = List.of("GiB", "MiB", "KiB");

    private Numbers() {}

    public static ValueType<Integer> count(int lowest, int highest) {
        return new ValueType<>() {
            @Override
            public Integer parse(String text) throws InvalidValueException {
                if (!WHOLE.matcher(text).matches()) {
                    throw new InvalidValueException("is not a whole number: '" + text + "'");
                }
                long value = multiply(text, 1);
                checkRange(value, lowest, highest, text, Integer.toString(lowest), Integer.toString(highest));
                return (int) value;
            }

            @Override
            public String format(Integer value) {
                return value.toString();
            }
        };
    }

    public static ValueType<Duration> duration(Duration lowest, Duration highest) {
        return new ValueType<>() {
            @Override
            public Duration parse(String text) throws InvalidValueException {
                Matcher matcher = DURATION.matcher(text);
                long millis = 0;
                if (matcher.matches()) {
                    millis = multiply(matcher.group(1), unit(MILLIS, matcher.group(2)));
                } else if (!text.equals("0")) {
                    throw new InvalidValueException(
                            "is not a duration: '" + text + "'; durations are written 250ms, 30s, 5m, 1h");
                }
                checkRange(millis, lowest.toMillis(), highest.toMillis(), text, format(lowest), format(highest));
                return Duration.ofMillis(millis);
            }

            @Override
            public String format(Duration value) {
                return shortest(value.toMillis(), MILLIS, DURATION_UNITS);
            }
        };
    }

    /** A size: a whole number of bytes, KiB, MiB or GiB. Written in the largest unit that fits. */
    static ValueType<Long> size(long lowest, long highest) {
        return new ValueType<>() {
            @Override
            public Long parse(String text) throws InvalidValueException {
                return parseSize(text, lowest, highest, format(lowest), format(highest));
            }

            @Override
            public String format(Long value) {
                return shortest(value, BYTES, SIZE_UNITS);
            }
        };
    }

    /** The same for sizes of a few KiB, which are written as plain numbers. */
    public static ValueType<Integer> bytes(int lowest, int highest) {
        return new ValueType<>() {
            @Override
            public Integer parse(String text) throws InvalidValueException {
                return (int) parseSize(text, lowest, highest, format(lowest), format(highest) + " bytes");
            }

            @Override
            public String format(Integer value) {
                return value.toString();
            }
        };
    }

    private static long parseSize(String text, long lowest, long highest, String lowestText, String highestText)
            throws InvalidValueException {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "is not a size: '" + text + "'; sizes are written 64KiB, 1MiB, 1GiB or as a number of bytes");
        }
        String unit = matcher.group(2);
        long bytes = multiply(matcher.group(1), unit == null ? 1 : unit(BYTES, unit));
        String shown = unit == null || bytes == Long.MAX_VALUE ? text : text + " (" + bytes + ")";
        checkRange(bytes, lowest, highest, shown, lowestText, highestText);
        return bytes;
    }

    private static long unit(Map<String, Long> units, String name) {
        Long factor = units.get(name);
        if (factor == null) {
            throw new IllegalStateException("the pattern knows a unit that the table does not: " + name);
        }
        return factor;
    }

    /** An overflow becomes the highest number, which no range allows. */
    private static long multiply(String digits, long factor) {
        try {
            return Math.multiplyExact(Long.parseLong(digits), factor);
        } catch (NumberFormatException | ArithmeticException tooLong) {
            return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static void checkRange(
            long value, long lowest, long highest, String text, String lowestText, String highestText)
            throws InvalidValueException {
        if (value < lowest || value > highest) {
            throw new InvalidValueException(
                    "is out of range: " + text + "; it may be " + lowestText + " to " + highestText);
        }
    }

    private static String shortest(long value, Map<String, Long> units, List<String> largestFirst) {
        for (String name : largestFirst) {
            long factor = unit(units, name);
            if (value != 0 && value % factor == 0) {
                return value / factor + name;
            }
        }
        return Long.toString(value);
    }
}

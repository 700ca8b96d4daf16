package io.onesend.load.show;

import java.util.Locale;

/** Writes numbers for people: with a unit, and with three digits if they were measured. */
public final class Figures {

    private static final double UNIT = 1_000;
    private static final double BINARY_UNIT = 1_024;
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;

    /** Below this, seconds alone are easy to read. */
    private static final long CLOCK_FROM = 120;

    private Figures() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 0}, {@code 0.25}, {@code 12.5}, {@code 1,234}. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f", value);
    }

    /** A mark of an axis, short: {@code 2,000}, {@code 20k}, {@code 1.5M}. */
    static String mark(double value) {
        if (value < 10 * UNIT) {
            return round(value);
        }
        return value < UNIT * UNIT ? round(value / UNIT) + "k" : round(value / UNIT / UNIT) + "M";
    }

    /** No more digits than needed. */
    static String round(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
    }

    static String micros(double micros) {
        if (micros < UNIT) {
            return number(micros) + " µs";
        }
        return micros < UNIT * UNIT ? number(micros / UNIT) + " ms" : number(micros / UNIT / UNIT) + " s";
    }

    /** A mark of an axis of microseconds. */
    static String roundMicros(double micros) {
        if (micros < UNIT) {
            return round(micros) + " µs";
        }
        return micros < UNIT * UNIT ? round(micros / UNIT) + " ms" : round(micros / UNIT / UNIT) + " s";
    }

    static String bytes(double bytes) {
        double value = bytes;
        for (String unit : new String[] {" B", " KiB", " MiB"}) {
            if (value < BINARY_UNIT) {
                return number(value) + unit;
            }
            value /= BINARY_UNIT;
        }
        return number(value) + " GiB";
    }

    static double mebibytes(long bytes) {
        return bytes / BINARY_UNIT / BINARY_UNIT;
    }

    /** {@code 45 s}, {@code 3:05}, {@code 1:00:00}; below ten seconds with tenths. */
    public static String time(double seconds) {
        if (seconds < 10) {
            return round(Math.rint(seconds * 10) / 10) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < CLOCK_FROM) {
            return whole + " s";
        }
        return whole < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
    }
}

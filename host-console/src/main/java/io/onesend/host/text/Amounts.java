package io.onesend.host.text;

import java.util.Locale;

/** How amounts are written for people: rounded, with a unit. */
public final class Amounts {

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int KIBI = 1_024;

    private Amounts() {}

    public static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    /** {@code 0 B}, {@code 1.5 KiB}, {@code 312 MiB}. */
    public static String bytes(double bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= KIBI && unit < BYTE_UNITS.length - 1) {
            amount /= KIBI;
            unit++;
        }
        return number(amount) + " " + BYTE_UNITS[unit];
    }

    /** {@code 0}, {@code 1.5}, {@code 12}, {@code 12,345}. */
    public static String number(double amount) {
        boolean whole = amount >= 10 || amount == Math.rint(amount);
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", amount);
    }

    /** A duration in its two largest units: {@code 12 s}, {@code 3 min 5 s}, {@code 2 d 4 h}. */
    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }
}

package io.onesend.network;

import java.time.Duration;
import java.util.Locale;

/** Checks a parameter when it is set, so that the stack trace shows the line that set it. */
final class ParameterRange {

    private ParameterRange() {}

    static int atLeast(int least, String name, int value) {
        return (int) atLeast((long) least, name, value);
    }

    static long atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be " + least + " or more");
        }
        return value;
    }

    static int within(int least, int most, String name, int value) {
        return (int) within((long) least, most, name, value);
    }

    static long within(long least, long most, String name, long value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be " + least + " to " + most);
        }
        return value;
    }

    static Duration atLeast(Duration least, String name, Duration value) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    name + " is " + text(value) + ", but must be " + text(least) + " or more");
        }
        return value;
    }

    static Duration zeroOrAtLeast(Duration least, String name, Duration value) {
        if (!value.isZero() && value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    name + " is " + text(value) + ", but must be 0s, or " + text(least) + " or more");
        }
        return value;
    }

    static Duration zeroOrWithin(Duration least, Duration most, String name, Duration value) {
        if (!value.isZero() && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            throw new IllegalArgumentException(
                    name + " is " + text(value) + ", but must be 0s, or " + text(least) + " to " + text(most));
        }
        return value;
    }

    /** As {@link Duration#toString}, without its letters for programs: {@code 1h30m}, {@code 0.25s}. */
    static String text(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}

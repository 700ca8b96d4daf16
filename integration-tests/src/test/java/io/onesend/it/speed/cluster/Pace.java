package io.onesend.it.speed.cluster;

import java.util.Locale;

/**
 * When messages are sent.
 *
 * @param deliveriesPerSecond evenly spaced, of all rooms together; 0: saturated, each sender has some under way at any time
 */
public record Pace(int deliveriesPerSecond) {

    private static final String SATURATED = "saturated";

    /** {@code saturated}, or a number of deliveries a second. */
    public static Pace of(String name) {
        if (name.equals(SATURATED)) {
            return new Pace(0);
        }
        if (!name.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(
                    "is not a pace: '" + name + "'; it is saturated, or a number of deliveries a second");
        }
        return new Pace(Integer.parseInt(name));
    }

    boolean isByTheClock() {
        return deliveriesPerSecond > 0;
    }

    /** From one message to the next, by the clock. */
    double nanosBetween(int members) {
        return 1e9 * members / deliveriesPerSecond;
    }

    @Override
    public String toString() {
        return isByTheClock() ? String.format(Locale.ROOT, "%,d deliveries a second", deliveriesPerSecond) : SATURATED;
    }
}

package io.onesend.load;

import java.time.Duration;

/**
 * When dummies take their turns: by the clock, or each when its previous turn is over.
 *
 * @param rate turns a second of all dummies together, whether or not the server keeps up; 0: each turn follows the previous one
 * @param window without a rate: how many turns of one dummy may be under way at a time
 * @param leastThink without a rate: the shortest pause between two turns
 * @param mostThink the longest such pause
 */
public record LoadPace(double rate, int window, Duration leastThink, Duration mostThink) {

    public LoadPace {
        if (rate < 0 || window < 1 || leastThink.isNegative() || mostThink.compareTo(leastThink) < 0) {
            throw new IllegalArgumentException("no such pace");
        }
    }

    /** By the clock. */
    public static LoadPace ofRate(double rate) {
        return new LoadPace(rate, 1, Duration.ZERO, Duration.ZERO);
    }

    /** As fast as the server answers. */
    public static LoadPace ofWindow(int window) {
        return new LoadPace(0, window, Duration.ZERO, Duration.ZERO);
    }

    public boolean isByTheClock() {
        return rate > 0;
    }
}

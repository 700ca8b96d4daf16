package io.onesend.host.load.show.chart;

import java.util.List;

/**
 * A line.
 *
 * @param values one for each place of the chart; {@code NaN} where there is none, which leaves a gap
 * @param alarming whether it shows what should not be, and is to be painted so
 */
public record Series(String name, List<Double> values, boolean alarming) {

    public Series(String name, List<Double> values) {
        this(name, values, false);
    }

    /** The class that gives the line and its legend their colour. */
    public String style(int number) {
        return alarming ? "alarm" : "s" + number;
    }

    boolean isEmpty() {
        return values.stream().allMatch(value -> Double.isNaN(value));
    }
}

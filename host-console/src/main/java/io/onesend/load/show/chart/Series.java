package io.onesend.load.show.chart;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param values one for each place of the chart; {@code NaN} for none, which leaves a gap
 * @param alarming whether it shows what should not happen, and is painted accordingly
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

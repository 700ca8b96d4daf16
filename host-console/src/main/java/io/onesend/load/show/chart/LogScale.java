package io.onesend.load.show.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A scale on which every factor of ten is equally long. It ends at 1, 2 or 5 of a power of ten around the values. Marks are at
 * the powers, and at 2 and 5 as well if there is room.
 */
public final class LogScale implements Scale {

    private static final double[] DIGITS = {1, 2, 5};
    private static final int MOST_MARKS = 11;

    private final double from;
    private final double to;
    private final DoubleFunction<String> words;

    /** The scale for values from the smallest to the largest, both above 0. */
    public LogScale(double smallest, double largest, DoubleFunction<String> words) {
        if (!(smallest > 0) || largest < smallest) {
            throw new IllegalArgumentException("no logarithmic axis from " + smallest + " to " + largest);
        }
        List<Double> around = steps(smallest, largest);
        this.from = around.get(0);
        this.to = around.get(around.size() - 1);
        this.words = words;
    }

    @Override
    public double at(double value) {
        return value <= from ? 0 : Scale.clamp(Math.log(value / from) / Math.log(to / from));
    }

    @Override
    public List<Mark> marks() {
        List<Double> all = steps(from, to);
        boolean powersOnly = all.size() > MOST_MARKS;
        List<Mark> marks = new ArrayList<>();
        for (double value : all) {
            if (!powersOnly || isPower(value)) {
                marks.add(new Mark(at(value), words.apply(value)));
            }
        }
        return marks;
    }

    private static boolean isPower(double value) {
        return Math.abs(Math.log10(value) - Math.rint(Math.log10(value))) < 1e-9;
    }

    /** From the last step at or below the smallest to the first at or above the largest, and at least two. */
    private static List<Double> steps(double smallest, double largest) {
        List<Double> steps = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(smallest)); ; power++) {
            for (double digit : DIGITS) {
                double step = digit * Math.pow(10, power);
                if (isUpTo(step, smallest)) {
                    steps.clear();
                }
                steps.add(step);
                if (isUpTo(largest, step) && steps.size() > 1) {
                    return steps;
                }
            }
        }
    }

    /** Powers of ten below 1 are not exact. */
    private static boolean isUpTo(double a, double b) {
        return a <= b * (1 + 1e-9);
    }
}

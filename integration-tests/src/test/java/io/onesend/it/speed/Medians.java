package io.onesend.it.speed;

import java.util.List;
import java.util.stream.DoubleStream;

/** Computes medians: a single disturbed run does not change them. */
public final class Medians {

    private Medians() {}

    /** The mean of the two in the middle if there is an even number of values. */
    public static double of(DoubleStream values) {
        List<Double> sorted = values.sorted().boxed().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("the median of no values");
        }
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}

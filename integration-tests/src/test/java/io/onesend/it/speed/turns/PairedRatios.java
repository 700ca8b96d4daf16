package io.onesend.it.speed.turns;

import io.onesend.it.speed.Medians;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How much more of something the second of two takes than the first: the median of the ratios of pairs of runs that were next to each
 * other, because both runs of a pair met the same disturbances.
 */
public final class PairedRatios {

    /** The share of cases in which the true median is outside of the interval. */
    private static final double ERROR = 0.05;

    private final List<Double> ratios = new ArrayList<>();

    /** A pair of runs. */
    public void add(double first, double second) {
        ratios.add(second / first);
    }

    public double median() {
        return Medians.of(ratios.stream().mapToDouble(ratio -> ratio));
    }

    /**
     * Between two ratios of the sorted list, with 95 % certainty at least, the median of any number of pairs would be: it is on either
     * side of each ratio as a coin falls. Fewer than six pairs do not allow such a statement; their lowest and highest ratio are given.
     */
    public double low() {
        return sorted().get(left());
    }

    /** The other end: see {@link #low}. */
    public double high() {
        return sorted().get(ratios.size() - 1 - left());
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(ratios);
        Collections.sort(sorted);
        return sorted;
    }

    /** How many ratios are left out at either end. */
    private int left() {
        int pairs = ratios.size();
        double chance = Math.pow(0.5, pairs);
        double below = chance;
        int left = 0;
        // Adds up the chances that so few of all coins fall on one side.
        while (below <= ERROR / 2) {
            left++;
            chance *= (double) (pairs - left + 1) / left;
            below += chance;
        }
        return Math.max(0, left - 1);
    }

    /** Such as {@code 1.012 × (95 %: 1.004 to 1.020; 40 pairs)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.3f × (95 %%: %.3f to %.3f; %d pairs)", median(), low(), high(), ratios.size());
    }
}

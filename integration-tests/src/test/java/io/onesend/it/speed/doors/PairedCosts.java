package io.onesend.it.speed.doors;

import io.onesend.it.speed.Medians;
import io.onesend.it.speed.turns.PairedRatios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What something costs at either of two, and what the second one's is as a multiple of the first one's: of each entry the median of its
 * pairs, and of those the median. Pairs of one entry are no independent witnesses, because its crowds stay what they are.
 */
final class PairedCosts {

    private final List<Double> first = new ArrayList<>();
    private final List<Double> second = new ArrayList<>();
    private final PairedRatios entries = new PairedRatios();

    /** The pairs of one entry, in the order of the rounds. */
    void addEntry(List<Double> ofFirst, List<Double> ofSecond) {
        PairedRatios pairs = new PairedRatios();
        for (int round = 0; round < ofFirst.size(); round++) {
            pairs.add(ofFirst.get(round), ofSecond.get(round));
        }
        first.addAll(ofFirst);
        second.addAll(ofSecond);
        entries.add(1, pairs.median());
    }

    /** The medians of all, and the ratio. */
    String text(int digits) {
        return median(first, digits) + " and " + median(second, digits) + ": " + entries;
    }

    private static String median(List<Double> costs, int digits) {
        return String.format(
                Locale.ROOT, "%,." + digits + "f", Medians.of(costs.stream().mapToDouble(cost -> cost)));
    }
}

package io.onesend.it.speed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What looking at a server costs it: the table of its runs with and without watchers, and the ratio of each round. */
final class WatchedCost {

    private WatchedCost() {}

    /** The runs of one kind, in the order of the rounds. */
    static final class Runs {
        private final List<Map<Figure, Double>> all = new ArrayList<>();

        void add(Map<Figure, Double> run) {
            all.add(run);
        }

        private double cpuMicros(int round) {
            return all.get(round).getOrDefault(Figure.CPU_MICROS_PER_DELIVERY, Double.NaN);
        }
    }

    /** The ratio is that of each round, because both of its runs met the same disturbances. */
    static String text(String title, Runs alone, Runs watched) {
        ComparisonTable table = new ComparisonTable(title);
        table.add("nobody looks", null, alone.all);
        table.add("page, top and scrape", null, watched.all);
        List<Double> ratios = IntStream.range(0, alone.all.size())
                .mapToObj(round -> watched.cpuMicros(round) / alone.cpuMicros(round))
                .toList();
        return table.text(false)
                + String.format(
                        Locale.ROOT,
                        "CPU of a delivery with page, top and scrape open: %.3f × (median of %d rounds, from %.3f to %.3f)%n",
                        Medians.of(ratios.stream().mapToDouble(ratio -> ratio)),
                        ratios.size(),
                        Collections.min(ratios),
                        Collections.max(ratios));
    }
}

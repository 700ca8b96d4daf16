package io.onesend.it.speed.watched;

import io.onesend.it.speed.MarkdownTable;
import io.onesend.it.speed.Medians;
import io.onesend.it.speed.cluster.ClusterFigure;
import io.onesend.it.speed.turns.PairedRatios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What looking at a server costs it: the medians of its runs with and without watchers, and the ratio of each round. */
final class WatchedCost {

    private WatchedCost() {}

    /** The runs of one kind, in the order of the rounds. */
    static final class Runs {
        private final List<Map<ClusterFigure, Double>> all = new ArrayList<>();
        private final List<Double> others = new ArrayList<>();

        /** @param otherMillis CPU of the threads that deliver nothing, milliseconds a second */
        void add(Map<ClusterFigure, Double> run, double otherMillis) {
            all.add(run);
            others.add(otherMillis);
        }

        private double otherMillis() {
            return Medians.of(others.stream().mapToDouble(millis -> millis));
        }

        private double median(ToDoubleFunction<Map<ClusterFigure, Double>> figure) {
            return Medians.of(all.stream().mapToDouble(figure));
        }
    }

    private static double micros(Map<ClusterFigure, Double> run) {
        return run.getOrDefault(ClusterFigure.HOSTS_MICROS, Double.NaN);
    }

    private static double cpuMillisPerSecond(Map<ClusterFigure, Double> run) {
        return micros(run) * run.getOrDefault(ClusterFigure.DELIVERIES_PER_SECOND, Double.NaN) / 1e3;
    }

    static String text(String title, Runs alone, Runs watched) {
        PairedRatios ratios = new PairedRatios();
        IntStream.range(0, alone.all.size())
                .forEach(round -> ratios.add(micros(alone.all.get(round)), micros(watched.all.get(round))));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                title,
                "deliveries/s",
                "CPU µs/delivery",
                "server's CPU ms/s",
                "of it other threads",
                "delivered after p50 µs",
                "p99 µs"));
        rows.add(row("nobody looks", alone));
        rows.add(row("page, top and scrape", watched));
        return MarkdownTable.of(rows) + "CPU of a delivery with page, top and scrape open: " + ratios + "\n";
    }

    private static List<String> row(String name, Runs runs) {
        return List.of(
                name,
                figure(runs, ClusterFigure.DELIVERIES_PER_SECOND),
                figure(runs, ClusterFigure.HOSTS_MICROS),
                millis(runs.median(WatchedCost::cpuMillisPerSecond)),
                millis(runs.otherMillis()),
                figure(runs, ClusterFigure.DELIVERY_P50),
                figure(runs, ClusterFigure.DELIVERY_P99));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }

    private static String figure(Runs runs, ClusterFigure figure) {
        return figure.format(runs.median(run -> run.getOrDefault(figure, Double.NaN)));
    }
}

package io.onesend.it.speed.doors;

import io.onesend.it.speed.MarkdownTable;
import io.onesend.it.speed.Medians;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The medians of what was measured of each door, as Markdown, with its cost as a multiple of that of the plain door alone on the same
 * transport: the median of the multiples of each round, because a machine that slows down slows both.
 */
final class DoorsTable {

    /** A figure. */
    record Column(String title, int digits) {
        String format(double value) {
            return String.format(Locale.ROOT, "%,." + digits + "f", value);
        }
    }

    private final String title;
    private final List<Column> columns;
    private final int cost;

    /** Of each system, by round: the figures in the order of the columns. */
    private final Map<DoorSystem, List<List<Double>>> runs = new LinkedHashMap<>();

    /** @param cost the index of the column that is compared */
    DoorsTable(String title, int cost, List<Column> columns) {
        this.title = title;
        this.columns = columns;
        this.cost = cost;
    }

    /** Adds the figures of a system's next round. */
    void add(DoorSystem system, List<Double> run) {
        runs.computeIfAbsent(system, first -> new ArrayList<>()).add(run);
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(Stream.of("door"), columns.stream().map(Column::title), Stream.of("× plain alone"))
                .flatMap(titles -> titles)
                .toList());
        runs.forEach((system, rounds) -> {
            List<String> row = new ArrayList<>(List.of(system.name()));
            for (int column = 0; column < columns.size(); column++) {
                row.add(columns.get(column).format(Medians.of(figures(rounds, column))));
            }
            row.add(timesPlain(system, rounds));
            rows.add(row);
        });
        return title + "\n\n" + MarkdownTable.of(rows);
    }

    private String timesPlain(DoorSystem system, List<List<Double>> rounds) {
        @Nullable List<List<Double>> plain = runs.get(new DoorSystem(DoorSystem.Kind.PLAIN, system.transport()));
        if (plain == null) {
            return "–";
        }
        double[] own = figures(rounds, cost).toArray();
        double[] others = figures(plain, cost).toArray();
        return String.format(
                Locale.ROOT,
                "%.2f",
                Medians.of(IntStream.range(0, own.length).mapToDouble(round -> own[round] / others[round])));
    }

    private static DoubleStream figures(List<List<Double>> rounds, int column) {
        return rounds.stream().mapToDouble(run -> run.get(column));
    }
}

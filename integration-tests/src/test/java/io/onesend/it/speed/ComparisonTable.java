package io.onesend.it.speed;

import io.onesend.it.speed.ByHandServer.Flushing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The medians of the servers' runs of one work, as Markdown with columns that line up. */
final class ComparisonTable {

    private static final double BUSY_PERCENT = 90;

    private record Row(String server, @Nullable Flushing byHand, Map<Figure, Double> medians) {
        double perCpuSecond() {
            return 1 / medians.getOrDefault(Figure.CPU_MICROS_PER_DELIVERY, Double.NaN);
        }
    }

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    ComparisonTable(String title) {
        this.title = title;
    }

    /** @param byHand which hand-written server it is; null if it is the product */
    void add(String server, @Nullable Flushing byHand, List<Map<Figure, Double>> runs) {
        Map<Figure, Double> medians = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            medians.put(figure, Medians.of(runs.stream().mapToDouble(run -> run.getOrDefault(figure, Double.NaN))));
        }
        rows.add(new Row(server, byHand, medians));
    }

    /** @param withTargets whether the ratios are shown beside their targets */
    String text(boolean withTargets) {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        List<List<String>> cells = new ArrayList<>();
        cells.add(IntStream.rangeClosed(0, Figure.values().length)
                .mapToObj(column -> column == 0 ? "server" : Figure.values()[column - 1].title())
                .toList());
        rows.forEach(row -> cells.add(cells(row)));
        text.append(MarkdownTable.of(cells)).append('\n');
        ratios(withTargets).forEach(line -> text.append(line).append('\n'));
        bottleneck(text);
        return text.toString();
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(List.of(row.server));
        row.medians.forEach((figure, median) -> cells.add(figure.format(median)));
        return cells;
    }

    /** A line for each hand-written server: the ratio of each of our servers' deliveries per CPU second to its own. */
    private List<String> ratios(boolean withTargets) {
        List<String> lines = new ArrayList<>();
        for (Row other : rows) {
            if (other.byHand != null) {
                String target =
                        withTargets ? String.format(Locale.ROOT, " (asked for: %.1f ×)", other.byHand.target()) : "";
                lines.add(rows.stream()
                        .filter(row -> row.byHand == null)
                        .map(row -> String.format(
                                Locale.ROOT, "%s %.2f ×", row.server, row.perCpuSecond() / other.perCpuSecond()))
                        .collect(Collectors.joining(
                                "; ", "Deliveries per CPU second over " + other.server + target + ": ", "")));
            }
        }
        return lines;
    }

    /** Notes servers that wait for the load. They are not saturated: their batches are smaller, and a delivery costs more. */
    private void bottleneck(StringBuilder text) {
        String waiting = rows.stream()
                .filter(row -> row.medians.getOrDefault(Figure.GENERATOR_CPU_PERCENT, 0.0) >= BUSY_PERCENT
                        && row.medians.getOrDefault(Figure.SERVER_CPU_PERCENT, 100.0) < BUSY_PERCENT)
                .map(Row::server)
                .collect(Collectors.joining("; "));
        if (!waiting.isEmpty()) {
            text.append("The load tool was the bottleneck, not the server: ")
                    .append(waiting)
                    .append(".\n");
        }
    }
}

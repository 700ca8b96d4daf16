package io.onesend.it.speed.cluster;

import io.onesend.it.speed.MarkdownTable;
import io.onesend.it.speed.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The medians of the systems' runs of one work at one pace, as Markdown, and what follows from them. */
final class ClusterTable {

    private record Row(ComparedSystem system, Map<ClusterFigure, Double> medians) {
        double of(ClusterFigure figure) {
            return medians.getOrDefault(figure, Double.NaN);
        }

        /** Of the hosts and of Redis, for the same deliveries. */
        double cpuPerDelivery(int members) {
            double redis = of(ClusterFigure.REDIS_MICROS);
            return of(ClusterFigure.HOSTS_MICROS) + (Double.isNaN(redis) ? 0 : redis / members);
        }
    }

    private final String title;
    private final int members;
    private final List<Row> rows = new ArrayList<>();

    /** @param members of each room */
    ClusterTable(String title, int members) {
        this.title = title;
        this.members = members;
    }

    void add(ComparedSystem system, List<Map<ClusterFigure, Double>> runs) {
        Map<ClusterFigure, Double> medians = new EnumMap<>(ClusterFigure.class);
        for (ClusterFigure figure : ClusterFigure.values()) {
            medians.put(figure, Medians.of(runs.stream().mapToDouble(run -> run.getOrDefault(figure, Double.NaN))));
        }
        rows.add(new Row(system, medians));
    }

    String text() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(Stream.concat(
                        Stream.of("system"),
                        Arrays.stream(ClusterFigure.values()).map(ClusterFigure::title))
                .toList());
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.system.name()));
            row.medians.forEach((figure, median) -> line.add(figure.format(median)));
            cells.add(line);
        }
        StringBuilder text = new StringBuilder(title).append("\n\n").append(MarkdownTable.of(cells));
        List<String> ratios =
                rows.stream().map(this::ratios).filter(line -> !line.isEmpty()).toList();
        return ratios.isEmpty() ? text.toString() : text + "\n" + String.join("\n", ratios) + "\n";
    }

    /** One system against a host that is alone, and against a cluster of one host. */
    private String ratios(Row row) {
        List<String> parts = new ArrayList<>();
        Row alone = find("no-cluster");
        if (alone != null && row != alone) {
            double hosts = row.of(ClusterFigure.HOSTS_MICROS) / alone.of(ClusterFigure.HOSTS_MICROS);
            double all = row.cpuPerDelivery(members) / alone.cpuPerDelivery(members);
            parts.add(String.format(
                    Locale.ROOT, "hosts' CPU %.2f times no cluster's, with Redis's %.2f times", hosts, all));
            double later = row.of(ClusterFigure.ANSWER_P50) - alone.of(ClusterFigure.ANSWER_P50);
            double trips = later / row.of(ClusterFigure.ROUND_TRIP_P50);
            if (!Double.isNaN(trips)) {
                parts.add(String.format(Locale.ROOT, "answered %.1f round trips later (p50)", trips));
            }
        }
        Row one = find("cluster-1");
        if (one != null && row.system.kind() == ComparedSystem.Kind.CLUSTER && row != one) {
            double efficiency = one.of(ClusterFigure.HOSTS_MICROS) / row.of(ClusterFigure.HOSTS_MICROS);
            parts.add(String.format(
                    Locale.ROOT,
                    "CPU of 1 host ÷ CPU of %d for the same deliveries: %.2f",
                    row.system.hosts(),
                    efficiency));
        }
        return parts.isEmpty() ? "" : row.system.name() + ": " + String.join("; ", parts);
    }

    private @Nullable Row find(String name) {
        Optional<Row> found =
                rows.stream().filter(row -> row.system.name().equals(name)).findFirst();
        return found.orElse(null);
    }
}

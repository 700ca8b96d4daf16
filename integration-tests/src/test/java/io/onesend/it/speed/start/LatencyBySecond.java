package io.onesend.it.speed.start;

import io.onesend.it.speed.MarkdownTable;
import io.onesend.it.speed.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The 99th percentiles of a load run's latencies, one for each second from the first in which a message was delivered.
 *
 * @param p99Micros in the order of the seconds
 */
record LatencyBySecond(List<Double> p99Micros) {

    /** From here on a server is to be about as quick as a warm one. */
    private static final int SETTLED = 5;

    /** A stretch of seconds, as one row of the table. */
    private record Stretch(int from, int to) {

        String name() {
            return to == from + 1 ? String.valueOf(from) : from + " to " + (to - 1);
        }
    }

    /** @param ticks of the load tool's JSON, one a second */
    static LatencyBySecond of(JsonNode ticks) {
        List<Double> seconds = new ArrayList<>();
        for (JsonNode tick : ticks) {
            JsonNode latency = tick.required("latencyMicros");
            if (!latency.isNull()) {
                seconds.add(latency.required("p99").asDouble());
            }
        }
        if (seconds.size() <= SETTLED) {
            throw new IllegalArgumentException("messages were delivered in " + seconds.size() + " seconds only");
        }
        return new LatencyBySecond(seconds);
    }

    /** The median of a stretch's seconds. */
    private double median(Stretch stretch) {
        return Medians.of(inside(stretch).stream().mapToDouble(second -> second));
    }

    private double worst(Stretch stretch) {
        return inside(stretch).stream().mapToDouble(second -> second).max().orElseThrow();
    }

    private List<Double> inside(Stretch stretch) {
        return p99Micros.subList(stretch.from, Math.min(stretch.to, p99Micros.size()));
    }

    /** A row for each of the first seconds and for each longer stretch after them: medians of the runs. */
    static String table(List<LatencyBySecond> cold, List<LatencyBySecond> warm) {
        int seconds = cold.stream().mapToInt(run -> run.p99Micros.size()).min().orElseThrow();
        List<Stretch> stretches = new ArrayList<>(IntStream.range(0, SETTLED)
                .mapToObj(at -> new Stretch(at, at + 1))
                .toList());
        for (int from = SETTLED; from < seconds; from = from < 10 ? 10 : from + 10) {
            stretches.add(new Stretch(from, Math.min(seconds, from < 10 ? 10 : from + 10)));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("second", "first run", "worst second", "once warm", "worst second", "first run / once warm"));
        stretches.forEach(stretch -> rows.add(row(stretch, cold, warm)));
        rows.add(row(new Stretch(SETTLED, seconds), cold, warm));
        return MarkdownTable.of(rows);
    }

    private static List<String> row(Stretch stretch, List<LatencyBySecond> cold, List<LatencyBySecond> warm) {
        double first = ofRuns(cold, run -> run.median(stretch));
        double later = ofRuns(warm, run -> run.median(stretch));
        return List.of(
                stretch.name(),
                micros(first),
                micros(ofRuns(cold, run -> run.worst(stretch))),
                micros(later),
                micros(ofRuns(warm, run -> run.worst(stretch))),
                String.format(Locale.ROOT, "%.2f", first / later));
    }

    private static double ofRuns(List<LatencyBySecond> runs, ToDoubleFunction<LatencyBySecond> figure) {
        return Medians.of(runs.stream().mapToDouble(figure));
    }

    private static String micros(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

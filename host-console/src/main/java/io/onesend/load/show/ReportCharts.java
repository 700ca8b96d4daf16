package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.show.chart.Axis;
import io.onesend.load.show.chart.LineChart;
import io.onesend.load.show.chart.LinearScale;
import io.onesend.load.show.chart.LogScale;
import io.onesend.load.show.chart.PercentileScale;
import io.onesend.load.show.chart.Series;
import io.onesend.load.show.chart.TimeMark;
import io.onesend.load.show.chart.TimeScale;
import io.onesend.load.show.process.ProcessLoad;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The charts of a report. A chart with nothing to show is left out. */
final class ReportCharts {

    /** A chart has no more columns of pixels worth pointing at. */
    private static final int MOST_PLACES = 300;

    private static final int PERCENTILE_PLACES = 151;

    private final LoadResult result;
    private final List<Tick> ticks;
    private final List<Double> times;
    private final Axis time;

    private ReportCharts(LoadResult result) {
        this.result = result;
        this.ticks = Ticks.reduced(result.ticks(), MOST_PLACES);
        this.times = ticks.stream().map(Tick::at).toList();
        this.time = new Axis(
                "time since the start", new TimeScale(result.seconds(), Figures::time), Figures::time, moments(result));
    }

    /** Whether a run is so long that its charts show less than was read. */
    static boolean areReduced(LoadResult result) {
        return result.ticks().size() > MOST_PLACES;
    }

    static List<LineChart> of(LoadResult result) {
        ReportCharts charts = new ReportCharts(result);
        List<LineChart> all = new ArrayList<>();
        all.add(charts.throughput());
        result.kinds().stream().filter(charts::isLasting).forEach(kind -> all.add(charts.latency(kind)));
        all.addAll(List.of(charts.percentiles(), charts.connections(), charts.cpu(), charts.memory()));
        return all.stream().filter(chart -> !chart.isEmpty()).toList();
    }

    /** Where the phases of a run begin. */
    private static List<TimeMark> moments(LoadResult result) {
        LoadPhases phases = result.phases();
        List<TimeMark> moments = new ArrayList<>();
        if (!result.description().plan().timing().ramp().isZero()) {
            moments.add(new TimeMark(0, "ramp"));
        }
        Double began = phases.workBegan();
        Double measured = phases.measuredFrom();
        Double ended = phases.workEnded();
        if (began != null && !began.equals(measured)) {
            moments.add(new TimeMark(began, "warm-up"));
        }
        if (measured != null) {
            moments.add(new TimeMark(measured, "work"));
        }
        if (ended != null) {
            moments.add(new TimeMark(ended, "end"));
        }
        return moments;
    }

    /** False for what was done in one moment only, such as logins without a ramp: it makes no line. */
    private boolean isLasting(LatencyKind kind) {
        long places = ticks.stream().filter(tick -> tick.latency(kind) != null).count();
        return kind == result.mainKind() || places > 1;
    }

    private LineChart throughput() {
        List<Series> series = new ArrayList<>();
        boolean messages = result.counts().of(LoadCount.SENT) + result.counts().of(LoadCount.DELIVERED) > 0;
        List<LoadCount> counts = messages
                ? List.of(LoadCount.DELIVERED, LoadCount.SENT)
                : List.of(LoadCount.LOGGED_IN, LoadCount.ENTERED, LoadCount.LEFT, LoadCount.CONNECTED);
        for (LoadCount count : counts) {
            if (result.counts().of(count) > 0) {
                series.add(series(count.words(), tick -> tick.perSecond(count)));
            }
        }
        if (result.counts().wrong() > 0) {
            List<Double> wrong = ticks.stream()
                    .map(tick -> tick.counts().wrong() / tick.seconds())
                    .toList();
            series.add(new Series("wrong", wrong, true));
        }
        return linear("throughput", "Throughput", "per second", series, Figures::mark, Figures::number);
    }

    private LineChart connections() {
        List<Series> series = List.of(series("open connections", Tick::connections));
        return linear("connections", "Connections", "open", series, Figures::mark, Figures::round);
    }

    private LineChart cpu() {
        List<Series> series = List.of(
                series("server", tick -> cpu(tick.server())), series("generator", tick -> cpu(tick.generator())));
        return linear("cpu", "CPU", "% of one core", series, Figures::mark, value -> Figures.number(value) + " %");
    }

    private LineChart memory() {
        List<Series> series = List.of(
                series("server", tick -> mebibytes(tick.server())),
                series("generator", tick -> mebibytes(tick.generator())));
        DoubleFunction<String> words = value -> Figures.number(value) + " MiB";
        return linear("memory", "Memory", "resident, MiB", series, Figures::mark, words);
    }

    private LineChart latency(LatencyKind kind) {
        List<Series> series = List.of(
                series("p50", tick -> micros(tick.latency(kind), TickLatency::p50)),
                series("p99", tick -> micros(tick.latency(kind), TickLatency::p99)),
                series("max", tick -> micros(tick.latency(kind), TickLatency::max)));
        String id = kind == LatencyKind.DELIVERY ? "latency" : "latency-" + kind.word();
        return logarithmic(id, "Latency of " + kind.plural(), time, times, series);
    }

    private LineChart percentiles() {
        long most = result.kinds().stream()
                .mapToLong(kind -> result.latencies().of(kind).getTotalCount())
                .max()
                .orElse(0);
        PercentileScale scale = PercentileScale.of(most);
        List<Double> places = most > 0 ? scale.places(PERCENTILE_PLACES) : List.of();
        Axis percentile = new Axis("% at or below", scale, value -> digits(value) + " %");
        List<Series> series = result.kinds().stream()
                .map(kind -> new Series(
                        kind.plural(),
                        places.stream()
                                .map(place -> result.latencyMicros(kind, place))
                                .toList()))
                .toList();
        return logarithmic("percentiles", "Latency by percentile", percentile, places, series);
    }

    private LineChart linear(
            String id,
            String title,
            String unit,
            List<Series> series,
            DoubleFunction<String> marks,
            DoubleFunction<String> words) {
        double largest = values(series).max().orElse(0);
        Axis y = new Axis(unit, new LinearScale(largest, marks), words);
        String description = describe(series, words);
        return new LineChart(id, title, description, time, y, times, series, true);
    }

    /** A chart of microseconds that shows common and rare values together. */
    private static LineChart logarithmic(String id, String title, Axis x, List<Double> places, List<Series> series) {
        double smallest = Math.max(values(series).min().orElse(1), 0.001);
        double largest = Math.max(values(series).max().orElse(1), smallest);
        Axis y = new Axis("", new LogScale(smallest, largest, Figures::roundMicros), Figures::micros);
        String description = describe(series, Figures::micros) + " The axis of latencies is logarithmic.";
        return new LineChart(id, title, description, x, y, places, series, false);
    }

    private static String describe(List<Series> series, DoubleFunction<String> words) {
        StringBuilder text = new StringBuilder();
        for (Series line : series) {
            values(List.of(line))
                    .min()
                    .ifPresent(least -> text.append(line.name())
                            .append(": from ")
                            .append(words.apply(least))
                            .append(" to ")
                            .append(words.apply(values(List.of(line)).max().orElse(least)))
                            .append(". "));
        }
        return text.toString().strip();
    }

    private Series series(String name, ToDoubleFunction<Tick> value) {
        return new Series(
                name, ticks.stream().map(tick -> value.applyAsDouble(tick)).toList());
    }

    private static DoubleStream values(List<Series> series) {
        return series.stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value));
    }

    private static double micros(@Nullable TickLatency latency, Function<TickLatency, Double> which) {
        return latency == null ? Double.NaN : which.apply(latency);
    }

    private static double cpu(@Nullable ProcessLoad load) {
        return load == null ? Double.NaN : load.cpuPercent();
    }

    private static double mebibytes(@Nullable ProcessLoad load) {
        Long bytes = load == null ? null : load.residentBytes();
        return bytes == null ? Double.NaN : Figures.mebibytes(bytes);
    }

    /** As many digits as tell the percentile from 100. */
    private static String digits(double percentile) {
        BigDecimal above = BigDecimal.valueOf(100 - percentile).round(new MathContext(2));
        return BigDecimal.valueOf(100).subtract(above).stripTrailingZeros().toPlainString();
    }
}

package io.onesend.it.speed.cluster;

import io.onesend.it.speed.cluster.RunningSystem.Batches;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One run: the traffic begins, settles, is measured, and ends with every message accounted for. */
public record Measurement(LoadLoop loop, RunningSystem system, Crowd crowd) {

    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration ROUND_TRIPS = Duration.ofSeconds(1);

    /** Loads the system and measures nothing. */
    public void warmUp(Duration time) {
        crowd.begin(new Pace(0));
        loop.askIn(time, () -> 0);
        crowd.end();
    }

    /** Round trips are measured by the clock only: behind full queues they say nothing of Redis. */
    public Map<ClusterFigure, Double> run(Pace pace, Duration time) {
        Traffic traffic = crowd.traffic();
        crowd.begin(pace);
        loop.askIn(SETTLE, () -> 0);
        Batches batchesBefore = system.batches();
        LoadReading before = loop.ask(() -> {
            traffic.startRecording();
            return LoadReading.of(system, traffic);
        });
        LoadReading after = loop.askIn(time, () -> {
            traffic.stopRecording();
            return LoadReading.of(system, traffic);
        });
        Map<ClusterFigure, Double> figures = figures(before, after);
        figures.put(ClusterFigure.EVENTS_A_BATCH, eventsABatch(batchesBefore, system.batches()));
        latencies(figures, loop.ask(traffic::answers), loop.ask(traffic::deliveries));
        InetSocketAddress redis = system.redis();
        figures.put(
                ClusterFigure.ROUND_TRIP_P50,
                redis == null || !pace.isByTheClock()
                        ? Double.NaN
                        : micros(RoundTrips.measure(loop, redis, ROUND_TRIPS), 50));
        crowd.end();
        return figures;
    }

    private Map<ClusterFigure, Double> figures(LoadReading before, LoadReading after) {
        double deliveries = after.delivered() - before.delivered();
        double micros = after.microsSince(before);
        Map<ClusterFigure, Double> figures = new EnumMap<>(ClusterFigure.class);
        figures.put(ClusterFigure.DELIVERIES_PER_SECOND, deliveries * 1e6 / micros);
        figures.put(ClusterFigure.HOSTS_MICROS, after.hosts().microsSince(before.hosts()) / deliveries);
        figures.put(
                ClusterFigure.REDIS_MICROS,
                system.redisPids().isEmpty()
                        ? Double.NaN
                        : after.redis().microsSince(before.redis()) / (after.sent() - before.sent()));
        figures.put(ClusterFigure.GENERATOR_PERCENT, 100 * after.load().microsSince(before.load()) / micros);
        return figures;
    }

    private static double eventsABatch(@Nullable Batches before, @Nullable Batches after) {
        return before == null || after == null
                ? Double.NaN
                : (after.events() - before.events()) / (after.calls() - before.calls());
    }

    private static void latencies(Map<ClusterFigure, Double> figures, Histogram answers, Histogram deliveries) {
        boolean answered = answers.getTotalCount() > 0;
        figures.put(ClusterFigure.ANSWER_P50, answered ? micros(answers, 50) : Double.NaN);
        figures.put(ClusterFigure.ANSWER_P99, answered ? micros(answers, 99) : Double.NaN);
        figures.put(ClusterFigure.DELIVERY_P50, micros(deliveries, 50));
        figures.put(ClusterFigure.DELIVERY_P99, micros(deliveries, 99));
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }
}

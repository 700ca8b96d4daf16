package io.onesend.it.speed.cluster;

import java.util.Locale;

/** A figure measured in a run, and its column of the table. */
public enum ClusterFigure {
    DELIVERIES_PER_SECOND("deliveries/s", 0),
    HOSTS_MICROS("hosts' CPU µs/delivery", 3),
    REDIS_MICROS("Redis's CPU µs/event", 2),
    EVENTS_A_BATCH("events/batch", 1),
    ANSWER_P50("221→222 p50 µs", 0),
    ANSWER_P99("p99 µs", 0),
    DELIVERY_P50("221→223 p50 µs", 0),
    DELIVERY_P99("p99 µs", 0),
    ROUND_TRIP_P50("round trip p50 µs", 0),
    GENERATOR_PERCENT("load's CPU %", 0);

    private final String title;
    private final int digits;

    ClusterFigure(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    String title() {
        return title;
    }

    /** NaN: this system has no such thing, or this pace. */
    public String format(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}

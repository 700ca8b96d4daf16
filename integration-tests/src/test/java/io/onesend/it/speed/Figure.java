package io.onesend.it.speed;

import java.util.Locale;

/** A figure measured in a run, and its column of the table. */
enum Figure {
    DELIVERIES_PER_SECOND("deliveries/s", 0),
    SERVER_CPU_PERCENT("server CPU %", 0),
    CPU_MICROS_PER_DELIVERY("CPU µs/delivery", 3),
    P50_MICROS("p50 µs", 0),
    P99_MICROS("p99 µs", 0),
    P999_MICROS("p99.9 µs", 0),
    ALLOCATED_BYTES_PER_DELIVERY("bytes allocated/delivery", 1),
    RESIDENT_MIB("RSS MiB", 0),
    GENERATOR_CPU_PERCENT("load's CPU %", 0);

    private final String title;
    private final int digits;

    Figure(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    String title() {
        return title;
    }

    /** NaN: this system does not report the figure. */
    String format(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}

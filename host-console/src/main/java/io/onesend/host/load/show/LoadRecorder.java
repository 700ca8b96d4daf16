package io.onesend.host.load.show;

import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.LoadDescription;
import io.onesend.host.load.LoadReading;
import io.onesend.host.load.show.process.ProcessUse;
import io.onesend.host.load.show.process.WatchedProcess;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Makes ticks of readings, and a result of all of them. One thread. */
final class LoadRecorder {

    /** Half an hour in seconds: enough for every detail of a chart. */
    private static final int MOST_TICKS = 1_800;

    private static final int DIGITS = 3;

    private final Instant started;
    private final @Nullable WatchedProcess generator;
    private final @Nullable WatchedProcess server;
    private final Ticks ticks = new Ticks(MOST_TICKS);
    private final Histogram latency = new Histogram(DIGITS);
    private LoadCounts counts = LoadCounts.NONE;
    private double at;

    LoadRecorder(Instant started, @Nullable WatchedProcess generator, @Nullable WatchedProcess server) {
        this.started = started;
        this.generator = generator;
        this.server = server;
    }

    /** @param now seconds since the start */
    Tick record(LoadReading reading, double now) {
        Tick tick = new Tick(
                now,
                now - at,
                reading.connections(),
                Tick.difference(reading.counts(), counts),
                TickLatency.of(reading.latency()),
                generator == null ? null : generator.read(now),
                server == null ? null : server.read(now));
        ticks.add(tick);
        latency.add(reading.latency());
        counts = reading.counts();
        at = now;
        return tick;
    }

    LoadCounts counts() {
        return counts;
    }

    LoadResult result(LoadDescription description, boolean stoppedEarly) {
        return new LoadResult(
                description, started, at, stoppedEarly, counts, latency, ticks.all(), use(generator), use(server));
    }

    private static @Nullable ProcessUse use(@Nullable WatchedProcess process) {
        return process == null ? null : process.use();
    }
}

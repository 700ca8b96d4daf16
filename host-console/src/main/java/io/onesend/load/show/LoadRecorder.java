package io.onesend.load.show;

import io.onesend.load.FailureReason;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadDescription;
import io.onesend.load.LoadLatencies;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadReading;
import io.onesend.load.show.process.ProcessUse;
import io.onesend.load.show.process.WatchedProcess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes ticks from readings, and a result from all of them. One thread. */
final class LoadRecorder {

    /** Half an hour in seconds: enough for every detail of a chart. */
    private static final int MOST_TICKS = 1_800;

    private final Instant started;
    private final @Nullable WatchedProcess generator;
    private final @Nullable WatchedProcess server;
    private final Ticks ticks = new Ticks(MOST_TICKS);
    private final LoadLatencies latencies = new LoadLatencies();
    private final PhaseClock phases = new PhaseClock();
    private final DeliveryCost cost = new DeliveryCost();
    private LoadCounts counts = LoadCounts.NONE;
    private double at;

    LoadRecorder(Instant started, @Nullable WatchedProcess generator, @Nullable WatchedProcess server) {
        this.started = started;
        this.generator = generator;
        this.server = server;
    }

    /** @param now seconds since the start */
    Tick record(LoadReading reading, LoadPhase phase, double now) {
        Tick tick = new Tick(
                now,
                now - at,
                reading.connections(),
                Tick.difference(reading.counts(), counts),
                TickLatency.all(reading.latencies()),
                generator == null ? null : generator.read(now),
                server == null ? null : server.read(now));
        ticks.add(tick);
        latencies.add(reading.latencies());
        phases.read(phase, now);
        if (server != null) {
            cost.read(phase, server.use().cpuSeconds(), reading.counts().of(LoadCount.DELIVERED));
        }
        counts = reading.counts();
        at = now;
        return tick;
    }

    LoadCounts counts() {
        return counts;
    }

    LoadResult result(LoadDescription description, boolean stoppedEarly, List<FailureReason> reasons) {
        return new LoadResult(
                description,
                started,
                at,
                stoppedEarly,
                phases.phases(),
                counts,
                reasons,
                latencies,
                ticks.all(),
                use(generator),
                use(server),
                cost.microsPerDelivery());
    }

    private static @Nullable ProcessUse use(@Nullable WatchedProcess process) {
        return process == null ? null : process.use();
    }
}

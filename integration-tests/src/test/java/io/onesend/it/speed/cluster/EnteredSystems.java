package io.onesend.it.speed.cluster;

import io.onesend.it.speed.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Systems whose rooms are full: each has been under load for a while, and is measured in its turn. Closing it takes the members away.
 *
 * @param <S> what names a system
 */
public final class EnteredSystems<S> implements AutoCloseable {

    private final Map<S, Measurement> measurements = new LinkedHashMap<>();

    private EnteredSystems() {}

    /**
     * Fills the rooms of each system, and warms it up.
     *
     * @param firstRoom of those that the members enter
     * @param warmUp how long each is loaded before its first run
     */
    public static <S> EnteredSystems<S> enter(
            LoadLoop loop, Map<S, RunningSystem> systems, Work work, int firstRoom, Function<S, Duration> warmUp) {
        EnteredSystems<S> entered = new EnteredSystems<>();
        try {
            systems.forEach((system, running) -> {
                Measurement measurement = new Measurement(loop, running, Crowd.enter(loop, running, work, firstRoom));
                entered.measurements.put(system, measurement);
                measurement.warmUp(warmUp.apply(system));
            });
            return entered;
        } catch (RuntimeException | AssertionError failed) {
            entered.close();
            throw failed;
        }
    }

    /** In the order of their start. */
    public Set<S> systems() {
        return measurements.keySet();
    }

    public Map<ClusterFigure, Double> run(S system, Pace pace, Duration time) {
        return Objects.requireNonNull(measurements.get(system)).run(pace, time);
    }

    @Override
    public void close() {
        measurements.values().forEach(measurement -> measurement.crowd().close());
    }
}

package io.onesend.load.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.onesend.host.text.HostPort;
import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadMachine;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadTiming;
import io.onesend.load.show.process.ProcessUse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as JSON for scripts: the components of this record and of those in it are its keys, in this order. Keys may be added;
 * existing keys keep their names, units and meaning. The README has the table.
 */
record LoadJson(
        String scenario,
        String target,
        Map<String, String> options,
        long seed,
        Timing timing,
        List<Group> groups,
        LoadMachine machine,
        String started,
        double seconds,
        boolean stoppedEarly,
        LoadPhases phases,
        Map<LoadCount, Long> counts,
        long wrong,
        List<FailureReason> reasons,
        Map<LoadCount, Double> ratesPerSecond,
        @Nullable Latency latencyMicros,
        @Nullable Latency enterMicros,
        @Nullable Latency loginMicros,
        @Nullable Latency connectMicros,
        @Nullable ProcessUse generator,
        @Nullable Server server,
        List<TickJson> ticks) {

    /** The text for the file, or for standard output. */
    static String of(LoadResult result) {
        return LoadJsonText.of(from(result)) + "\n";
    }

    private static LoadJson from(LoadResult result) {
        LoadPlan plan = result.description().plan();
        return new LoadJson(
                result.description().scenario(),
                HostPort.of(result.description().target()),
                result.description().options(),
                plan.seed(),
                Timing.of(plan.timing()),
                plan.groups().stream().map(Group::of).toList(),
                result.description().machine(),
                result.started().toString(),
                result.seconds(),
                result.stoppedEarly(),
                result.phases(),
                counts(result),
                result.counts().wrong(),
                result.reasons(),
                rates(result),
                Latency.of(result, LatencyKind.DELIVERY),
                Latency.of(result, LatencyKind.ENTER),
                Latency.of(result, LatencyKind.LOGIN),
                Latency.of(result, LatencyKind.CONNECT),
                result.generator(),
                Server.of(result),
                result.ticks().stream().map(TickJson::of).toList());
    }

    private static Map<LoadCount, Long> counts(LoadResult result) {
        Map<LoadCount, Long> counts = new EnumMap<>(LoadCount.class);
        for (LoadCount count : LoadCount.values()) {
            counts.put(count, result.counts().of(count));
        }
        return counts;
    }

    private static Map<LoadCount, Double> rates(LoadResult result) {
        Map<LoadCount, Double> rates = new EnumMap<>(LoadCount.class);
        LoadResult.FLOWS.forEach(flow -> rates.put(flow, result.perSecond(flow)));
        return rates;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** The times that were asked for. */
    record Timing(double rampSeconds, double warmupSeconds, double durationSeconds, double graceSeconds) {
        static Timing of(LoadTiming timing) {
            return new Timing(
                    seconds(timing.ramp()),
                    seconds(timing.warmup()),
                    seconds(timing.duration()),
                    seconds(timing.grace()));
        }
    }

    /**
     * One scenario of the mix.
     *
     * @param ratePerSecond as it was asked for, not rounded
     */
    record Group(
            String scenario,
            int connections,
            int rooms,
            int firstRoom,
            int senders,
            int leastBytes,
            int mostBytes,
            @Nullable BigDecimal ratePerSecond,
            @Nullable Integer window,
            double leastThinkSeconds,
            double mostThinkSeconds) {

        static Group of(LoadGroup group) {
            LoadPace pace = group.pace();
            return new Group(
                    group.scenario().word(),
                    group.dummies(),
                    group.rooms(),
                    group.firstRoom(),
                    group.senders(),
                    group.sizes().least(),
                    group.sizes().most(),
                    pace.isByTheClock() ? BigDecimal.valueOf(pace.rate()) : null,
                    pace.isByTheClock() ? null : pace.window(),
                    seconds(pace.leastThink()),
                    seconds(pace.mostThink()));
        }
    }

    /** The latencies of one kind. */
    record Latency(double p50, double p90, double p99, double p999, double max, double mean) {
        static @Nullable Latency of(LoadResult result, LatencyKind kind) {
            if (!result.latencies().has(kind)) {
                return null;
            }
            return new Latency(
                    result.latencyMicros(kind, 50),
                    result.latencyMicros(kind, 90),
                    result.latencyMicros(kind, 99),
                    result.latencyMicros(kind, 99.9),
                    result.maxMicros(kind),
                    result.meanMicros(kind));
        }
    }

    /** The server's process. */
    record Server(@JsonUnwrapped ProcessUse use, @Nullable Double cpuMicrosPerDelivery) {
        static @Nullable Server of(LoadResult result) {
            ProcessUse use = result.server();
            return use == null ? null : new Server(use, result.serverMicrosPerDelivery());
        }
    }
}

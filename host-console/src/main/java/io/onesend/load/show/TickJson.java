package io.onesend.load.show;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.show.process.ProcessLoad;
import org.jspecify.annotations.Nullable;

/** A tick in a run's JSON: the components are its keys, in this order. */
record TickJson(
        double at,
        double seconds,
        int connections,
        double sentPerSecond,
        double deliveredPerSecond,
        long wrong,
        @Nullable Latency latencyMicros,
        @Nullable Latency enterMicros,
        @Nullable Latency loginMicros,
        @Nullable Latency connectMicros,
        @Nullable ProcessLoad generator,
        @Nullable ProcessLoad server) {

    static TickJson of(Tick tick) {
        return new TickJson(
                tick.at(),
                tick.seconds(),
                tick.connections(),
                tick.perSecond(LoadCount.SENT),
                tick.perSecond(LoadCount.DELIVERED),
                tick.counts().wrong(),
                Latency.of(tick, LatencyKind.DELIVERY),
                Latency.of(tick, LatencyKind.ENTER),
                Latency.of(tick, LatencyKind.LOGIN),
                Latency.of(tick, LatencyKind.CONNECT),
                tick.generator(),
                tick.server());
    }

    /** The latencies of one kind in the tick. */
    record Latency(double p50, double p99, double max) {
        static @Nullable Latency of(Tick tick, LatencyKind kind) {
            TickLatency latency = tick.latency(kind);
            return latency == null ? null : new Latency(latency.p50(), latency.p99(), latency.max());
        }
    }
}

package io.onesend.load.show;

import io.onesend.host.text.HostPort;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadMachine;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadTiming;
import io.onesend.load.show.process.ProcessLoad;
import io.onesend.load.show.process.ProcessUse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run as JSON for scripts. Keys may be added; existing keys keep their names, units and meaning. The README has the table. */
final class LoadJson {

    private static final JsonMapper JSON = new JsonMapper();

    private LoadJson() {}

    static String of(LoadResult result) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(result)) + "\n";
    }

    private static ObjectNode tree(LoadResult result) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("scenario", result.description().scenario());
        tree.put("target", HostPort.of(result.description().target()));
        ObjectNode options = tree.putObject("options");
        result.description().options().forEach(options::put);
        tree.put("seed", result.description().plan().seed());
        tree.set("timing", timing(result.description().plan().timing()));
        var groups = tree.putArray("groups");
        result.description().plan().groups().forEach(group -> groups.add(group(group)));
        tree.set("machine", machine(result.description().machine()));
        tree.put("started", result.started().toString());
        tree.put("seconds", thousandths(result.seconds()));
        tree.put("stoppedEarly", result.stoppedEarly());
        LoadPhases phases = result.phases();
        tree.putObject("phases")
                .put("workBegan", thousandths(phases.workBegan()))
                .put("measuredFrom", thousandths(phases.measuredFrom()))
                .put("workEnded", thousandths(phases.workEnded()));
        tree.set("counts", counts(result.counts()));
        tree.put("wrong", result.counts().wrong());
        var reasons = tree.putArray("reasons");
        result.reasons()
                .forEach(reason ->
                        reasons.addObject().put("words", reason.words()).put("times", reason.times()));
        ObjectNode rates = tree.putObject("ratesPerSecond");
        for (LoadCount count : LoadCount.values()) {
            if (LoadResult.FLOWS.contains(count)) {
                rates.put(key(count), thousandths(result.perSecond(count)));
            }
        }
        for (LatencyKind kind : LatencyKind.values()) {
            tree.set(key(kind), result.latencies().has(kind) ? latency(result, kind) : null);
        }
        tree.set("generator", use(result.generator()));
        ObjectNode server = use(result.server());
        if (server != null) {
            server.put("cpuMicrosPerDelivery", thousandths(result.serverMicrosPerDelivery()));
        }
        tree.set("server", server);
        var ticks = tree.putArray("ticks");
        result.ticks().forEach(tick -> ticks.add(tick(tick)));
        return tree;
    }

    private static ObjectNode timing(LoadTiming timing) {
        return JSON.createObjectNode()
                .put("rampSeconds", seconds(timing.ramp()))
                .put("warmupSeconds", seconds(timing.warmup()))
                .put("durationSeconds", seconds(timing.duration()))
                .put("graceSeconds", seconds(timing.grace()));
    }

    private static ObjectNode group(LoadGroup group) {
        LoadPace pace = group.pace();
        Double rate = pace.isByTheClock() ? Double.valueOf(pace.rate()) : null;
        Integer window = pace.isByTheClock() ? null : Integer.valueOf(pace.window());
        return JSON.createObjectNode()
                .put("scenario", group.scenario().word())
                .put("connections", group.dummies())
                .put("rooms", group.rooms())
                .put("firstRoom", group.firstRoom())
                .put("senders", group.senders())
                .put("leastBytes", group.sizes().least())
                .put("mostBytes", group.sizes().most())
                .put("ratePerSecond", rate)
                .put("window", window)
                .put("leastThinkSeconds", seconds(pace.leastThink()))
                .put("mostThinkSeconds", seconds(pace.mostThink()));
    }

    private static ObjectNode machine(LoadMachine machine) {
        return JSON.createObjectNode()
                .put("cores", machine.cores())
                .put("processor", machine.processor())
                .put("memoryBytes", machine.memoryBytes())
                .put("kernel", machine.kernel())
                .put("java", machine.java())
                .put("transport", machine.transport())
                .put("version", machine.version());
    }

    private static double seconds(Duration duration) {
        return thousandths(duration.toNanos() / 1e9);
    }

    private static ObjectNode counts(LoadCounts counts) {
        ObjectNode tree = JSON.createObjectNode();
        for (LoadCount count : LoadCount.values()) {
            tree.put(key(count), counts.of(count));
        }
        return tree;
    }

    private static ObjectNode latency(LoadResult result, LatencyKind kind) {
        return JSON.createObjectNode()
                .put("p50", thousandths(result.latencyMicros(kind, 50)))
                .put("p90", thousandths(result.latencyMicros(kind, 90)))
                .put("p99", thousandths(result.latencyMicros(kind, 99)))
                .put("p999", thousandths(result.latencyMicros(kind, 99.9)))
                .put("max", thousandths(result.maxMicros(kind)))
                .put("mean", thousandths(result.meanMicros(kind)));
    }

    private static @Nullable ObjectNode use(@Nullable ProcessUse use) {
        if (use == null) {
            return null;
        }
        return JSON.createObjectNode()
                .put("pid", use.pid())
                .put("name", use.name())
                .put("cpuSeconds", thousandths(use.cpuSeconds()))
                .put("cpuPercent", thousandths(use.cpuPercent()))
                .put("residentBytes", use.residentBytes())
                .put("peakResidentBytes", use.peakResidentBytes());
    }

    private static ObjectNode tick(Tick tick) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("at", thousandths(tick.at()));
        tree.put("seconds", thousandths(tick.seconds()));
        tree.put("connections", tick.connections());
        tree.put("sentPerSecond", thousandths(tick.perSecond(LoadCount.SENT)));
        tree.put("deliveredPerSecond", thousandths(tick.perSecond(LoadCount.DELIVERED)));
        tree.put("wrong", tick.counts().wrong());
        for (LatencyKind kind : LatencyKind.values()) {
            tree.set(key(kind), latency(tick.latency(kind)));
        }
        tree.set("generator", load(tick.generator()));
        tree.set("server", load(tick.server()));
        return tree;
    }

    private static @Nullable ObjectNode latency(@Nullable TickLatency latency) {
        if (latency == null) {
            return null;
        }
        return JSON.createObjectNode()
                .put("p50", thousandths(latency.p50()))
                .put("p99", thousandths(latency.p99()))
                .put("max", thousandths(latency.max()));
    }

    private static @Nullable ObjectNode load(@Nullable ProcessLoad load) {
        if (load == null) {
            return null;
        }
        return JSON.createObjectNode()
                .put("cpuPercent", thousandths(load.cpuPercent()))
                .put("residentBytes", load.residentBytes());
    }

    /** Deliveries have the plain name, because it is older than the other kinds. */
    private static String key(LatencyKind kind) {
        return kind == LatencyKind.DELIVERY ? "latencyMicros" : kind.word() + "Micros";
    }

    /** {@code CONNECT_FAILED} is {@code connectFailed}. */
    private static String key(LoadCount count) {
        StringBuilder key = new StringBuilder();
        boolean upper = false;
        for (char letter : count.name().toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                key.append(upper ? letter : Character.toLowerCase(letter));
                upper = false;
            }
        }
        return key.toString();
    }

    /** More digits than that are noise. */
    private static double thousandths(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    private static @Nullable Double thousandths(@Nullable Double value) {
        return value == null ? null : Double.valueOf(thousandths(value.doubleValue()));
    }
}

package io.onesend.host.load.show;

import io.onesend.host.HostPort;
import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.show.process.ProcessLoad;
import io.onesend.host.load.show.process.ProcessUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run for scripts. Keys may be added; those there are keep their names, units and meaning. The README has the table. */
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
        tree.put("started", result.started().toString());
        tree.put("seconds", thousandths(result.seconds()));
        tree.put("stoppedEarly", result.stoppedEarly());
        tree.set("counts", counts(result.counts()));
        tree.put("wrong", result.counts().wrong());
        ObjectNode rates = tree.putObject("ratesPerSecond");
        for (LoadCount count : LoadCount.values()) {
            if (LoadResult.FLOWS.contains(count)) {
                rates.put(key(count), thousandths(result.perSecond(count)));
            }
        }
        tree.set("latencyMicros", latency(result));
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

    private static ObjectNode counts(LoadCounts counts) {
        ObjectNode tree = JSON.createObjectNode();
        for (LoadCount count : LoadCount.values()) {
            tree.put(key(count), counts.of(count));
        }
        return tree;
    }

    private static @Nullable ObjectNode latency(LoadResult result) {
        if (!result.hasLatency()) {
            return null;
        }
        return JSON.createObjectNode()
                .put("p50", thousandths(result.latencyMicros(50)))
                .put("p90", thousandths(result.latencyMicros(90)))
                .put("p99", thousandths(result.latencyMicros(99)))
                .put("p999", thousandths(result.latencyMicros(99.9)))
                .put("max", thousandths(result.maxMicros()))
                .put("mean", thousandths(result.meanMicros()));
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
        TickLatency latency = tick.latency();
        ObjectNode micros = latency == null
                ? null
                : JSON.createObjectNode()
                        .put("p50", thousandths(latency.p50()))
                        .put("p99", thousandths(latency.p99()))
                        .put("max", thousandths(latency.max()));
        tree.set("latencyMicros", micros);
        tree.set("generator", load(tick.generator()));
        tree.set("server", load(tick.server()));
        return tree;
    }

    private static @Nullable ObjectNode load(@Nullable ProcessLoad load) {
        if (load == null) {
            return null;
        }
        return JSON.createObjectNode()
                .put("cpuPercent", thousandths(load.cpuPercent()))
                .put("residentBytes", load.residentBytes());
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

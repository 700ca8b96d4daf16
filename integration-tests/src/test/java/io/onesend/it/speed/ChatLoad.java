package io.onesend.it.speed;

import io.onesend.it.harness.Jar;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product's load tool against a server, in a process of its own. It accounts for every message; a run with one that is not
 * where it should be fails.
 *
 * @param prefix of the load tool's command
 * @param users what the ids of those who log in begin with
 */
record ChatLoad(List<String> prefix, Work work, String users) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double MIB = 1024 * 1024;
    private static final Duration START_AND_GRACE = Duration.ofMinutes(1);

    /** Loads the server for this time and measures nothing. */
    void warmUp(ComparedServer server, int seconds) {
        run(server, 0, seconds);
    }

    /** The figures of the seconds after the load tool's warm-up; allocations are those of the whole run with its logins. */
    Map<Figure, Double> measure(ComparedServer server, int warmUpSeconds, int seconds) throws IOException {
        try (Allocations allocations = Allocations.of(server.process())) {
            Map<Long, Long> before = allocations.byThread();
            JsonNode run = run(server, warmUpSeconds, seconds);
            long bytes = Allocations.between(before, allocations.byThread());
            Map<Figure, Double> figures = figures(run, warmUpSeconds);
            double delivered = run.required("counts").required("delivered").asDouble();
            figures.put(Figure.ALLOCATED_BYTES_PER_DELIVERY, bytes / delivered);
            return figures;
        }
    }

    private JsonNode run(ComparedServer server, int warmUpSeconds, int seconds) {
        List<String> args = new ArrayList<>(List.of("load", "chat", "--json", "-", "--quiet", "--users", users));
        args.addAll(work.options());
        args.addAll(List.of("--warmup", warmUpSeconds + "s", "--duration", seconds + "s"));
        args.addAll(List.of("--port", String.valueOf(server.port())));
        args.addAll(List.of("--server-pid", String.valueOf(server.process().pid())));
        Jar.Finished finished = Jar.startPlainly(prefix, args.toArray(String[]::new))
                .awaitEnd(START_AND_GRACE.plusSeconds(warmUpSeconds + seconds));
        if (finished.status() != 0) {
            throw new IllegalStateException("the run against " + server.name() + " was not clean: exit status "
                    + finished.status() + "\n" + finished.all());
        }
        return JSON.readTree(finished.out());
    }

    /** All but the allocations, which the load tool does not know. */
    static Map<Figure, Double> figures(JsonNode run, int warmUpSeconds) {
        SteadyTicks ticks = SteadyTicks.of(run.required("ticks"), warmUpSeconds);
        JsonNode latency = run.required("latencyMicros");
        JsonNode resident = run.required("server").required("residentBytes");
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.DELIVERIES_PER_SECOND, ticks.deliveries() / ticks.seconds());
        figures.put(Figure.SERVER_CPU_PERCENT, 100 * ticks.serverCpuSeconds() / ticks.seconds());
        figures.put(Figure.CPU_MICROS_PER_DELIVERY, ticks.serverCpuSeconds() * 1e6 / ticks.deliveries());
        figures.put(Figure.P50_MICROS, latency.required("p50").asDouble());
        figures.put(Figure.P99_MICROS, latency.required("p99").asDouble());
        figures.put(Figure.P999_MICROS, latency.required("p999").asDouble());
        figures.put(Figure.RESIDENT_MIB, resident.isNull() ? Double.NaN : resident.asDouble() / MIB);
        figures.put(Figure.GENERATOR_CPU_PERCENT, 100 * ticks.generatorCpuSeconds() / ticks.seconds());
        return figures;
    }
}

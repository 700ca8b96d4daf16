package io.onesend.it.speed;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The sums over the steady seconds of a load run: without its logins, its warm-up and its end. */
record SteadyTicks(double seconds, double deliveries, double serverCpuSeconds, double generatorCpuSeconds) {

    /**
     * From the first whole tick after the warm-up up to the last but one, in which the run may have ended. A run that is too
     * short for that is taken whole.
     */
    static SteadyTicks of(JsonNode ticks, int warmUpSeconds) {
        List<JsonNode> busy = new ArrayList<>();
        for (JsonNode tick : ticks) {
            if (tick.required("deliveredPerSecond").asDouble() > 0) {
                busy.add(tick);
            }
        }
        if (busy.isEmpty()) {
            throw new IllegalArgumentException("nothing was delivered");
        }
        double begin = end(busy.get(0)) + warmUpSeconds;
        List<JsonNode> steady = busy.subList(0, busy.size() - 1).stream()
                .filter(tick -> end(tick) - length(tick) >= begin - 0.01)
                .toList();
        return sum(steady.isEmpty() ? busy : steady);
    }

    private static SteadyTicks sum(List<JsonNode> ticks) {
        SteadyTicks sum = new SteadyTicks(0, 0, 0, 0);
        for (JsonNode tick : ticks) {
            double seconds = length(tick);
            sum = new SteadyTicks(
                    sum.seconds + seconds,
                    sum.deliveries + tick.required("deliveredPerSecond").asDouble() * seconds,
                    sum.serverCpuSeconds + cpuSeconds(tick, "server"),
                    sum.generatorCpuSeconds + cpuSeconds(tick, "generator"));
        }
        return sum;
    }

    private static double cpuSeconds(JsonNode tick, String process) {
        return tick.required(process).required("cpuPercent").asDouble() / 100 * length(tick);
    }

    private static double end(JsonNode tick) {
        return tick.required("at").asDouble();
    }

    private static double length(JsonNode tick) {
        return tick.required("seconds").asDouble();
    }
}

package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.network.testing.Readme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts rely on the keys. */
class LoadJsonTest {

    private static final List<String> KEYS = List.of(
            "scenario",
            "target",
            "options",
            "seed",
            "timing.rampSeconds",
            "timing.warmupSeconds",
            "timing.durationSeconds",
            "timing.graceSeconds",
            "groups[].scenario",
            "groups[].connections",
            "groups[].rooms",
            "groups[].firstRoom",
            "groups[].senders",
            "groups[].leastBytes",
            "groups[].mostBytes",
            "groups[].ratePerSecond",
            "groups[].window",
            "groups[].leastThinkSeconds",
            "groups[].mostThinkSeconds",
            "machine.cores",
            "machine.processor",
            "machine.memoryBytes",
            "machine.kernel",
            "machine.java",
            "machine.transport",
            "machine.version",
            "started",
            "seconds",
            "stoppedEarly",
            "phases.workBegan",
            "phases.measuredFrom",
            "phases.workEnded",
            "counts.connected",
            "counts.connectFailed",
            "counts.disconnected",
            "counts.resumed",
            "counts.loggedIn",
            "counts.entered",
            "counts.left",
            "counts.refused",
            "counts.sent",
            "counts.expected",
            "counts.delivered",
            "counts.lost",
            "counts.missed",
            "counts.duplicate",
            "counts.reordered",
            "counts.late",
            "counts.forged",
            "counts.unaccounted",
            "wrong",
            "reasons[].words",
            "reasons[].times",
            "ratesPerSecond.connected",
            "ratesPerSecond.loggedIn",
            "ratesPerSecond.entered",
            "ratesPerSecond.left",
            "ratesPerSecond.sent",
            "ratesPerSecond.delivered",
            "latencyMicros.p50",
            "latencyMicros.p90",
            "latencyMicros.p99",
            "latencyMicros.p999",
            "latencyMicros.max",
            "latencyMicros.mean",
            "enterMicros.p50",
            "enterMicros.p90",
            "enterMicros.p99",
            "enterMicros.p999",
            "enterMicros.max",
            "enterMicros.mean",
            "loginMicros.p50",
            "loginMicros.p90",
            "loginMicros.p99",
            "loginMicros.p999",
            "loginMicros.max",
            "loginMicros.mean",
            "connectMicros.p50",
            "connectMicros.p90",
            "connectMicros.p99",
            "connectMicros.p999",
            "connectMicros.max",
            "connectMicros.mean",
            "generator.pid",
            "generator.name",
            "generator.cpuSeconds",
            "generator.cpuPercent",
            "generator.residentBytes",
            "generator.peakResidentBytes",
            "server.pid",
            "server.name",
            "server.cpuSeconds",
            "server.cpuPercent",
            "server.residentBytes",
            "server.peakResidentBytes",
            "server.cpuMicrosPerDelivery",
            "ticks[].at",
            "ticks[].seconds",
            "ticks[].connections",
            "ticks[].sentPerSecond",
            "ticks[].deliveredPerSecond",
            "ticks[].wrong",
            "ticks[].latencyMicros.p50",
            "ticks[].latencyMicros.p99",
            "ticks[].latencyMicros.max",
            "ticks[].enterMicros.p50",
            "ticks[].enterMicros.p99",
            "ticks[].enterMicros.max",
            "ticks[].loginMicros.p50",
            "ticks[].loginMicros.p99",
            "ticks[].loginMicros.max",
            "ticks[].connectMicros.p50",
            "ticks[].connectMicros.p99",
            "ticks[].connectMicros.max",
            "ticks[].generator.cpuPercent",
            "ticks[].generator.residentBytes",
            "ticks[].server.cpuPercent",
            "ticks[].server.residentBytes");

    @Test
    void hasTheseKeysInThisOrder() {
        assertThat(keys(read(withEverything()))).containsExactlyElementsOf(KEYS);
    }

    @Test
    void hasTheKeysOfTheReadme() throws IOException {
        List<String> documented = new ArrayList<>();
        for (List<String> row : Readme.of("host-console").table("| key | meaning |")) {
            Pattern.compile("`([^`]+)`").matcher(row.get(0)).results().forEach(key -> documented.add(key.group(1)));
        }

        assertThat(documented).containsExactlyElementsOf(KEYS);
    }

    @Test
    void saysWhatTheRunDid() {
        JsonNode json = read(SampleRuns.chat(Map.of(LoadCount.LOST, 3L)));

        assertThat(json.path("scenario").asString()).isEqualTo("chat");
        assertThat(json.path("target").asString()).isEqualTo("127.0.0.1:11021");
        assertThat(json.path("options").path("users").asString()).startsWith("부하 <script>");
        assertThat(json.path("started").asString()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(json.path("seconds").asDouble()).isEqualTo(60.25);
        assertThat(json.path("counts").path("lost").asLong()).isEqualTo(3);
        assertThat(json.path("wrong").asLong()).isEqualTo(3);
        assertThat(json.path("ticks").size()).isEqualTo(60);
        long delivered = json.path("counts").path("delivered").asLong();
        assertThat(json.path("ratesPerSecond").path("delivered").asDouble()).isCloseTo(delivered / 60.0, within(0.001));
        assertThat(json.path("ratesPerSecond").path("connected").asDouble()).isEqualTo(1_000);
        assertThat(json.path("server").path("cpuMicrosPerDelivery").asDouble()).isEqualTo(3.25);
        assertThat(json.path("groups").get(0).path("scenario").asString()).isEqualTo("chat");
        assertThat(json.path("groups").get(0).path("ratePerSecond").asDouble()).isEqualTo(2_000);
        assertThat(json.path("groups").get(0).path("window").isNull()).isTrue();
        assertThat(json.path("phases").path("measuredFrom").asDouble()).isEqualTo(20.25);
        assertThat(json.path("reasons").get(0).path("times").asLong()).isEqualTo(3);
    }

    @Test
    void keepsLoginsAndEntersApartFromDeliveries() {
        JsonNode json = read(SampleRuns.chat(Map.of()));

        assertThat(json.path("latencyMicros").path("max").asDouble()).isBetween(28_000.0, 40_000.0);
        assertThat(json.path("loginMicros").path("p50").asDouble()).isCloseTo(310_000, withPercentage(0.1));
        assertThat(json.path("enterMicros").path("p999").asDouble()).isCloseTo(5_000, withPercentage(0.1));
        assertThat(json.path("connectMicros").isNull()).isTrue();
        assertThat(json.path("ticks").get(0).path("loginMicros").path("max").asDouble())
                .isCloseTo(520_000, withPercentage(0.1));
        assertThat(json.path("ticks").get(1).path("loginMicros").isNull()).isTrue();
    }

    @Test
    void hasNullForWhatIsNotKnown() {
        JsonNode json = read(SampleRuns.connectionsElsewhere());

        for (String key :
                List.of("latencyMicros", "loginMicros", "enterMicros", "connectMicros", "generator", "server")) {
            assertThat(json.has(key)).isTrue();
            assertThat(json.path(key).isNull()).as(key).isTrue();
            assertThat(json.path("ticks").get(0).path(key).isNull()).as(key).isTrue();
        }
        assertThat(json.path("stoppedEarly").asBoolean()).isTrue();
    }

    /** A result with every kind of latency, overall and in its first tick, and with something that went wrong. */
    private static LoadResult withEverything() {
        LoadResult result = SampleRuns.chat(Map.of(LoadCount.LOST, 3L));
        result.latencies().of(LatencyKind.CONNECT).recordValue(1);
        result.ticks().get(0).latencies().put(LatencyKind.CONNECT, new TickLatency(1, 1, 1, 1));
        return result;
    }

    private static JsonNode read(LoadResult result) {
        return new JsonMapper().readTree(LoadJson.of(result));
    }

    private static List<String> keys(JsonNode tree) {
        List<String> keys = new ArrayList<>();
        collect("", tree, keys);
        return keys;
    }

    private static void collect(String path, JsonNode node, List<String> keys) {
        if (node.isObject() && !path.equals("options")) {
            node.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), keys));
        } else if (node.isArray()) {
            collect(path + "[]", node.get(0), keys);
        } else {
            keys.add(path);
        }
    }
}

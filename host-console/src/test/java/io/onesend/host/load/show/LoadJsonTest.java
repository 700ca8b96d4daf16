package io.onesend.host.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.onesend.host.load.LoadCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "started",
            "seconds",
            "stoppedEarly",
            "counts.connected",
            "counts.connectFailed",
            "counts.disconnected",
            "counts.loggedIn",
            "counts.entered",
            "counts.left",
            "counts.refused",
            "counts.sent",
            "counts.expected",
            "counts.delivered",
            "counts.lost",
            "counts.duplicate",
            "counts.reordered",
            "counts.late",
            "counts.forged",
            "counts.unaccounted",
            "wrong",
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
            "ticks[].generator.cpuPercent",
            "ticks[].generator.residentBytes",
            "ticks[].server.cpuPercent",
            "ticks[].server.residentBytes");

    private static final Path README =
            Path.of(System.getProperty("onesend.root", "..")).resolve("README.md");

    @Test
    void hasTheseKeysInThisOrder() {
        assertThat(keys(read(SampleRuns.chat(Map.of())))).containsExactlyElementsOf(KEYS);
    }

    @Test
    void hasTheKeysOfTheReadme() throws IOException {
        String section =
                Files.readString(README).split("## What a load run leaves")[1].split("\n## ")[0];
        List<String> documented = new ArrayList<>();
        for (String line : section.split("\n")) {
            if (line.startsWith("| `")) {
                Pattern.compile("`([^`]+)`")
                        .matcher(line.split("\\|")[1])
                        .results()
                        .forEach(key -> documented.add(key.group(1)));
            }
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
        double perDelivery = Math.rint(15.75e9 / delivered) / 1_000;
        assertThat(json.path("server").path("cpuMicrosPerDelivery").asDouble()).isEqualTo(perDelivery);
    }

    @Test
    void hasNullForWhatIsNotKnown() {
        JsonNode json = read(SampleRuns.connectionsElsewhere());

        for (String key : List.of("latencyMicros", "generator", "server")) {
            assertThat(json.has(key)).isTrue();
            assertThat(json.path(key).isNull()).as(key).isTrue();
            assertThat(json.path("ticks").get(0).path(key).isNull()).as(key).isTrue();
        }
        assertThat(json.path("stoppedEarly").asBoolean()).isTrue();
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

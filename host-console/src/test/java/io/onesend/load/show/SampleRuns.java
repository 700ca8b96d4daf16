package io.onesend.load.show;

import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadDescription;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadLatencies;
import io.onesend.load.LoadMachine;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import io.onesend.load.show.process.ProcessLoad;
import io.onesend.load.show.process.ProcessUse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Results such as runs leave, made from numbers that are always the same. */
final class SampleRuns {

    static final Instant STARTED = Instant.parse("2026-11-23T10:00:00Z");

    private static final long MEBIBYTE = 1_048_576;

    private static final LoadTiming TIMING = new LoadTiming(
            Duration.ofSeconds(8), Duration.ofSeconds(12), Duration.ofSeconds(39), Duration.ofSeconds(5));

    private static final LoadMachine MACHINE = new LoadMachine(
            2,
            "A Processor With a Rather Long Name 9999X, 2.6 GHz, amd64",
            24_576 * MEBIBYTE,
            "Linux 6.12.48+deb13-cloud-amd64",
            "OpenJDK 64-Bit Server VM 17.0.15+6-Debian-1deb12u1",
            "epoll",
            "0.1.0-SNAPSHOT");

    private SampleRuns() {}

    static LoadDescription description() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connections", "1000");
        options.put("rooms", "25");
        options.put("duration", "1m");
        options.put("users", "부하 <script>document.title = 'taken'</script> & \"quoted\"");
        LoadGroup group = new LoadGroup(Scenario.CHAT, 1_000, LoadPace.ofRate(2_000), new SizeRange(32, 200), 25, 0, 4);
        return new LoadDescription("chat", options, plan("127.0.0.1", group), MACHINE);
    }

    private static LoadPlan plan(String host, LoadGroup group) {
        return new LoadPlan(
                InetSocketAddress.createUnresolved(host, 11_021),
                0,
                TIMING,
                1,
                "load-",
                LoadScheme.PASSWORD,
                group.dummies(),
                List.of(group));
    }

    /** A minute of chat in 25 rooms, the server on the same machine. */
    static LoadResult chat(Map<LoadCount, Long> wrong) {
        Random random = new Random(7);
        List<Tick> ticks = new ArrayList<>();
        LoadLatencies all = new LoadLatencies();
        long sent = 0;
        for (int second = 1; second <= 60; second++) {
            LoadLatencies latencies = new LoadLatencies();
            Histogram latency = latencies.of(LatencyKind.DELIVERY);
            for (int i = 0; i < 400; i++) {
                latency.recordValue((long) (350_000 * Math.exp(random.nextGaussian() * 0.45)));
            }
            if (second % 13 == 0) {
                latency.recordValue(28_000_000 + second * 100_000L);
            }
            long inThis = second < 5 ? second * 400L : 2_000 + random.nextInt(200) - (second % 13 == 0 ? 700 : 0);
            sent += inThis;
            Map<LoadCount, Long> counts =
                    new LinkedHashMap<>(Map.of(LoadCount.SENT, inThis, LoadCount.DELIVERED, inThis * 40));
            if (second == 1) {
                counts.put(LoadCount.CONNECTED, 1_000L);
                counts.put(LoadCount.LOGGED_IN, 1_000L);
                counts.put(LoadCount.ENTERED, 1_000L);
                latencies.of(LatencyKind.LOGIN).recordValueWithCount(310_000_000, 600);
                latencies.of(LatencyKind.LOGIN).recordValueWithCount(520_000_000, 400);
                latencies.of(LatencyKind.ENTER).recordValueWithCount(2_000_000, 900);
                latencies.of(LatencyKind.ENTER).recordValueWithCount(5_000_000, 100);
            }
            if (second == 60) {
                counts.putAll(wrong);
            }
            ticks.add(new Tick(
                    second,
                    1,
                    Math.min(1_000, second * 400),
                    new LoadCounts(counts),
                    TickLatency.all(latencies),
                    new ProcessLoad(60 + random.nextInt(8), (180 + second / 2) * MEBIBYTE),
                    new ProcessLoad(24 + random.nextInt(5), (140 + second / 6) * MEBIBYTE)));
            all.add(latencies);
        }
        Map<LoadCount, Long> counts = new LinkedHashMap<>(Map.of(
                LoadCount.CONNECTED,
                1_000L,
                LoadCount.LOGGED_IN,
                1_000L,
                LoadCount.ENTERED,
                1_000L,
                LoadCount.SENT,
                sent,
                LoadCount.EXPECTED,
                sent * 40,
                LoadCount.DELIVERED,
                sent * 40));
        counts.putAll(wrong);
        return new LoadResult(
                description(),
                STARTED,
                60.25,
                false,
                new LoadPhases(8.25, 20.25, 59.5),
                new LoadCounts(counts),
                wrong.isEmpty() ? List.of() : List.of(new FailureReason("chat refused: <b>63</b>", 3)),
                all,
                ticks,
                new ProcessUse(4_711, "java", 38.5, 63.9, 210 * MEBIBYTE, 214 * MEBIBYTE),
                new ProcessUse(4_242, "java", 15.75, 26.1, 150 * MEBIBYTE, 150 * MEBIBYTE),
                3.25);
    }

    /** Connections that are only held, with a server elsewhere, on a system that reports nothing about its processes. */
    static LoadResult connectionsElsewhere() {
        LoadCounts counts = new LoadCounts(Map.of(LoadCount.CONNECTED, 50L));
        List<Tick> ticks =
                List.of(tick(1, counts, null), tick(2, LoadCounts.NONE, null), tick(3, LoadCounts.NONE, null));
        LoadGroup group = new LoadGroup(Scenario.CONNECT, 50, LoadPace.ofWindow(1), new SizeRange(16, 16), 1, 0, 0);
        LoadDescription description = new LoadDescription("connect", Map.of(), plan("chat.example", group), MACHINE);
        return new LoadResult(
                description,
                STARTED,
                3,
                true,
                LoadPhases.NONE,
                counts,
                List.of(),
                new LoadLatencies(),
                ticks,
                null,
                null,
                null);
    }

    /** A second without processes. */
    static Tick tick(double at, LoadCounts counts, @Nullable TickLatency latency) {
        Map<LatencyKind, TickLatency> latencies = latency == null ? Map.of() : Map.of(LatencyKind.DELIVERY, latency);
        return new Tick(at, 1, 50, counts, latencies, null, null);
    }
}

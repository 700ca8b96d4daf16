package io.onesend.host.load.show;

import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.LoadDescription;
import io.onesend.host.load.show.process.ProcessLoad;
import io.onesend.host.load.show.process.ProcessUse;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Results as runs leave them, made of numbers that are always the same. */
final class SampleRuns {

    static final Instant STARTED = Instant.parse("2026-11-23T10:00:00Z");

    private static final long MEBIBYTE = 1_048_576;

    private SampleRuns() {}

    static LoadDescription description() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connections", "1000");
        options.put("rooms", "25");
        options.put("duration", "1m");
        options.put("users", "부하 <script>document.title = 'taken'</script> & \"quoted\"");
        return new LoadDescription("chat", options, InetSocketAddress.createUnresolved("127.0.0.1", 11_021));
    }

    /** A minute of chat in 25 rooms, the server on the same machine. */
    static LoadResult chat(Map<LoadCount, Long> wrong) {
        Random random = new Random(7);
        List<Tick> ticks = new ArrayList<>();
        Histogram all = new Histogram(3);
        long sent = 0;
        for (int second = 1; second <= 60; second++) {
            Histogram latency = new Histogram(3);
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
            }
            if (second == 60) {
                counts.putAll(wrong);
            }
            ticks.add(new Tick(
                    second,
                    1,
                    Math.min(1_000, second * 400),
                    new LoadCounts(counts),
                    TickLatency.of(latency),
                    new ProcessLoad(60 + random.nextInt(8), (180 + second / 2) * MEBIBYTE),
                    new ProcessLoad(24 + random.nextInt(5), (140 + second / 6) * MEBIBYTE)));
            all.add(latency);
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
                new LoadCounts(counts),
                all,
                ticks,
                new ProcessUse(4_711, "java", 38.5, 63.9, 210 * MEBIBYTE, 214 * MEBIBYTE),
                new ProcessUse(4_242, "java", 15.75, 26.1, 150 * MEBIBYTE, 150 * MEBIBYTE));
    }

    /** Connections that are only held, with a server elsewhere, on a system that tells nothing of its processes. */
    static LoadResult connectionsElsewhere() {
        LoadCounts counts = new LoadCounts(Map.of(LoadCount.CONNECTED, 50L));
        List<Tick> ticks =
                List.of(tick(1, counts, null), tick(2, LoadCounts.NONE, null), tick(3, LoadCounts.NONE, null));
        LoadDescription description =
                new LoadDescription("connect", Map.of(), InetSocketAddress.createUnresolved("chat.example", 11_021));
        return new LoadResult(description, STARTED, 3, true, counts, new Histogram(3), ticks, null, null);
    }

    /** A second without processes. */
    static Tick tick(double at, LoadCounts counts, @Nullable TickLatency latency) {
        return new Tick(at, 1, 50, counts, latency, null, null);
    }
}

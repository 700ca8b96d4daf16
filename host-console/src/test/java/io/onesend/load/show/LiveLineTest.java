package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private final StringWriter out = new StringWriter();

    @Test
    void saysHowItGoesInLessThanTheWidthOfATerminal() {
        LoadCounts counts = new LoadCounts(Map.of(LoadCount.EXPECTED, 1_300_000L, LoadCount.DELIVERED, 1_204_480L));
        Map<LatencyKind, TickLatency> latencies = Map.of(
                LatencyKind.DELIVERY,
                new TickLatency(1_204_480, 850, 3_100, 9_000),
                LatencyKind.LOGIN,
                new TickLatency(9, 80_000, 90_000, 90_000));
        Tick tick = new Tick(5, 1, 10_000, counts, latencies, null, null);

        assertThat(LiveLine.text(tick, counts, 3_604))
                .isEqualTo("10,000 conn  1,204,480 msg/s  p50 850 µs  p99 3.10 ms  0 errors  59:59 left")
                .hasSizeLessThan(80);
    }

    @Test
    void speaksOfLoginsWhereThereAreNoMessages() {
        LoadCounts counts = new LoadCounts(Map.of(LoadCount.LOGGED_IN, 40L, LoadCount.REFUSED, 1L));
        Tick tick = new Tick(
                12, 2, 40, counts, Map.of(LatencyKind.LOGIN, new TickLatency(40, 21_000, 30_000, 40_000)), null, null);

        assertThat(LiveLine.text(tick, counts, 10))
                .isEqualTo("40 conn  20 logins/s  p50 21.0 ms  p99 30.0 ms  1 error  finishing");
    }

    @Test
    void rewritesItselfInATerminalAndLeavesTheLineEmpty() {
        LiveLine line = new LiveLine(new StatusLine(new PrintWriter(out), true), 100);
        LoadCounts counts = new LoadCounts(Map.of(LoadCount.LOST, 1_000_000L));

        line.show(SampleRuns.tick(1, LoadCounts.NONE, null), counts);
        line.show(SampleRuns.tick(2, LoadCounts.NONE, null), LoadCounts.NONE);
        line.clear();

        String first = "50 conn  0 msg/s  1,000,000 errors  99 s left";
        String second = "50 conn  0 msg/s  0 errors  98 s left";
        String rest = " ".repeat(first.length() - second.length());
        assertThat(out).hasToString("\r" + first + "\r" + second + rest + "\r" + " ".repeat(second.length()) + "\r");
    }

    @Test
    void isALineEveryFiveSecondsInAPipe() {
        LiveLine line = new LiveLine(new StatusLine(new PrintWriter(out), false), 100);

        for (int second = 1; second <= 12; second++) {
            line.show(SampleRuns.tick(second, LoadCounts.NONE, null), LoadCounts.NONE);
        }
        line.clear();

        assertThat(out.toString().lines())
                .containsExactly("50 conn  0 msg/s  0 errors  95 s left", "50 conn  0 msg/s  0 errors  90 s left");
    }
}

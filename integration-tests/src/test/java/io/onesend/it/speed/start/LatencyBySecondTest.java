package io.onesend.it.speed.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class LatencyBySecondTest {

    private static LatencyBySecond run(int... p99Micros) {
        ArrayNode ticks = JsonMapper.shared().createArrayNode();
        // The second of the logins.
        ticks.addObject().putNull("latencyMicros");
        for (int p99 : p99Micros) {
            ticks.addObject().putObject("latencyMicros").put("p99", p99);
        }
        return LatencyBySecond.of(ticks);
    }

    @Test
    void secondsCountFromTheFirstDelivery() {
        assertThat(run(9, 8, 7, 6, 5, 4).p99Micros()).containsExactly(9.0, 8.0, 7.0, 6.0, 5.0, 4.0);
    }

    @Test
    void aTableHasTheFirstSecondsOneByOneAndThenAllThatFollow() {
        String table = LatencyBySecond.table(
                List.of(run(9_000, 8, 7, 6, 5, 30, 40, 60)), List.of(run(10, 8, 7, 6, 5, 10, 20, 30)));

        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| 0 | 9,000 | 9,000 | 10 | 10 | 900.00 |",
                        "| 4 | 5 | 5 | 5 | 5 | 1.00 |",
                        "| 5 to 7 | 40 | 60 | 20 | 30 | 2.00 |");
    }

    @Test
    void aRowIsTheMedianOfTheRuns() {
        LatencyBySecond slow = run(0, 0, 0, 0, 0, 90);
        LatencyBySecond usual = run(0, 0, 0, 0, 0, 40);
        LatencyBySecond quick = run(0, 0, 0, 0, 0, 20);

        assertThat(LatencyBySecond.table(List.of(slow, quick, usual), List.of(quick)))
                .containsPattern("5 +\\| +40 \\| +40 \\| +20 \\| +20 \\| +2.00");
    }

    @Test
    void aRunThatEndsTooSoonIsRefused() {
        assertThatThrownBy(() -> run(1, 2, 3)).hasMessage("messages were delivered in 3 seconds only");
    }
}

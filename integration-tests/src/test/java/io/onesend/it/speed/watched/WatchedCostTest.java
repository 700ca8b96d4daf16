package io.onesend.it.speed.watched;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.speed.cluster.ClusterFigure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedCostTest {

    private static WatchedCost.Runs runs(double... cpuMicros) {
        WatchedCost.Runs runs = new WatchedCost.Runs();
        for (double micros : cpuMicros) {
            runs.add(Map.of(ClusterFigure.HOSTS_MICROS, micros, ClusterFigure.DELIVERIES_PER_SECOND, 400_000.0), 7);
        }
        return runs;
    }

    @Test
    void comparesTheTwoRunsOfEachRound() {
        String text = WatchedCost.text("what was done", runs(0.5, 1, 2), runs(0.505, 1.03, 1.98));

        assertThat(text)
                .startsWith("| what was done ")
                .containsPattern("nobody looks +\\| +400,000 \\| +1.000 \\| +400.0 \\| +7.0 \\|")
                .containsPattern("page, top and scrape +\\| +400,000 \\| +1.030 \\| +412.0 \\| +7.0 \\|")
                .endsWith(
                        "CPU of a delivery with page, top and scrape open: 1.010 × (95 %: 0.990 to 1.030; 3 pairs)\n");
    }
}

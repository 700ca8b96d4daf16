package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedCostTest {

    private static WatchedCost.Runs runs(double... cpuMicros) {
        WatchedCost.Runs runs = new WatchedCost.Runs();
        for (double micros : cpuMicros) {
            Map<Figure, Double> run = new EnumMap<>(Figure.class);
            run.put(Figure.CPU_MICROS_PER_DELIVERY, micros);
            runs.add(run);
        }
        return runs;
    }

    @Test
    void comparesTheTwoRunsOfEachRound() {
        String text = WatchedCost.text("what was done", runs(0.5, 1, 2), runs(0.505, 1.03, 1.98));

        assertThat(text)
                .startsWith("what was done\n")
                .contains("| nobody looks         |")
                .contains("| page, top and scrape |")
                .endsWith("CPU of a delivery with page, top and scrape open: 1.010 × (median of 3 rounds, from 0.990 to"
                        + " 1.030)\n");
    }
}

package io.onesend.it.speed.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedCostsTest {

    @Test
    void theMedianOfEachEntryCountsOnce() {
        PairedCosts costs = new PairedCosts();

        costs.addEntry(List.of(100.0, 200.0, 100.0), List.of(101.0, 204.0, 103.0));
        costs.addEntry(List.of(100.0, 100.0), List.of(99.0, 97.0));
        costs.addEntry(List.of(100.0), List.of(101.0));

        assertThat(costs.text(1)).isEqualTo("100.0 and 101.0: 1.010 × (95 %: 0.980 to 1.020; 3 pairs)");
    }
}

package io.onesend.it.speed.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedRatiosTest {

    /** Pairs with the ratios 1.01, 1.02 and so on, not in this order. */
    private static PairedRatios pairs(int count) {
        PairedRatios pairs = new PairedRatios();
        IntStream.rangeClosed(1, count)
                .map(number -> number * 11 % (count + 1))
                .forEach(number -> pairs.add(100, 100 + number));
        return pairs;
    }

    @Test
    void aDisturbanceOfBothRunsDoesNotCount() {
        PairedRatios pairs = new PairedRatios();
        pairs.add(1, 1.1);
        pairs.add(50, 55);
        pairs.add(2, 2.2);

        assertThat(pairs).hasToString("1.100 × (95 %: 1.100 to 1.100; 3 pairs)");
    }

    /** The ranks are those of tables of the sign test: 2 of 9, 6 of 20 and 14 of 40. */
    @Test
    void theIntervalIsThatOfTheSignTest() {
        assertThat(pairs(9)).hasToString("1.050 × (95 %: 1.020 to 1.080; 9 pairs)");
        assertThat(pairs(20).low()).isEqualTo(1.06);
        assertThat(pairs(20).high()).isEqualTo(1.15);
        assertThat(pairs(40).low()).isEqualTo(1.14);
        assertThat(pairs(40).high()).isEqualTo(1.27);
    }

    @Test
    void fewPairsGiveTheirLowestAndHighest() {
        assertThat(pairs(5)).hasToString("1.030 × (95 %: 1.010 to 1.050; 5 pairs)");
        assertThat(pairs(6)).hasToString("1.035 × (95 %: 1.010 to 1.060; 6 pairs)");
    }
}

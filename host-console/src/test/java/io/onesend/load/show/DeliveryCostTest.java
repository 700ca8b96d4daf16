package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.onesend.load.LoadPhase;
import org.junit.jupiter.api.Test;

class DeliveryCostTest {

    private final DeliveryCost cost = new DeliveryCost();

    @Test
    void neitherTheLoginsBeforeNorTheFarewellsCount() {
        cost.read(LoadPhase.RAMP, 0.9, 0);
        cost.read(LoadPhase.RAMP, 2.0, 0);
        cost.read(LoadPhase.WARMUP, 2.5, 10);
        cost.read(LoadPhase.WORK, 2.6, 10_010);
        cost.read(LoadPhase.END, 2.7, 20_010);
        cost.read(LoadPhase.END, 3.9, 20_010);

        assertThat(cost.microsPerDelivery()).isCloseTo(0.2 * 1e6 / 20_000, within(1e-9));
    }

    @Test
    void whatArrivesAfterTheWorkCounts() {
        cost.read(LoadPhase.WORK, 1, 0);
        cost.read(LoadPhase.END, 2, 1_000);
        cost.read(LoadPhase.END, 3, 2_000);

        assertThat(cost.microsPerDelivery()).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void workThatWasOverBeforeItWasSeenCountsFromTheReadingBefore() {
        cost.read(LoadPhase.RAMP, 1, 0);
        cost.read(LoadPhase.END, 1.5, 100);

        assertThat(cost.microsPerDelivery()).isCloseTo(5_000, within(1e-9));
    }

    @Test
    void isUnknownWithoutDeliveries() {
        cost.read(LoadPhase.RAMP, 1, 0);
        cost.read(LoadPhase.WORK, 2, 0);

        assertThat(cost.microsPerDelivery()).isNull();
    }
}

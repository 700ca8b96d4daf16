package io.onesend.load.dummy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {

    private int freed;

    @Test
    void areFreeAgainWhenAMessageHasArrivedEverywhere() {
        Slots slots = new Slots(2, () -> freed++);
        slots.take(0, 2, 0);
        slots.take(1, 1, 0);
        slots.arrived(0);
        assertThat(freed).isZero();
        slots.arrived(1);
        assertThat(freed).isEqualTo(1);
        slots.arrived(0);
        assertThat(freed).isEqualTo(2);
        slots.arrived(0);
        assertThat(freed).isEqualTo(2);
    }

    @Test
    void areFreedByARefusalAndByAgeOnceEach() {
        Slots slots = new Slots(4, () -> freed++);
        slots.take(0, 9, 100);
        slots.take(1, 9, 200);
        slots.take(2, 9, 300);
        slots.refused(1);
        assertThat(freed).isEqualTo(1);
        slots.giveUpBefore(250);
        assertThat(freed).isEqualTo(2);
        slots.giveUpBefore(250);
        slots.refused(0);
        assertThat(freed).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 64, 1000})
    void holdAWholeWindowAtATime(int window) {
        Slots slots = new Slots(window, () -> freed++);
        for (int message = 0; message < 10 * window; message++) {
            slots.take(message, 1, 0);
            if (message >= window - 1) {
                slots.arrived(message - window + 1);
            }
        }
        assertThat(freed).isEqualTo(9 * window + 1);
    }
}

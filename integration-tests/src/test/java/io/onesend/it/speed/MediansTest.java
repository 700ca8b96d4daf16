package io.onesend.it.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MediansTest {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Medians.of(DoubleStream.of(900, 1, 3))).isEqualTo(3);
        assertThat(Medians.of(DoubleStream.of(7))).isEqualTo(7);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Medians.of(DoubleStream.of(900, 1, 4, 3))).isEqualTo(3.5);
    }

    @Test
    void thereIsNoneOfNothing() {
        assertThatThrownBy(() -> Medians.of(DoubleStream.empty())).isInstanceOf(IllegalArgumentException.class);
    }
}

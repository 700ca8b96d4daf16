package io.onesend.host.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void writesBytesInTheLargestUnitThatTheyFill() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(1_023)).isEqualTo("1,023 B");
        assertThat(Amounts.bytes(1_536)).isEqualTo("1.5 KiB");
        assertThat(Amounts.bytes(312L << 20)).isEqualTo("312 MiB");
        assertThat(Amounts.bytes(5_000 * Math.pow(1_024, 4))).isEqualTo("5,000 TiB");
    }

    @Test
    void writesAFractionOfSmallNumbersOnly() {
        assertThat(Amounts.number(0)).isEqualTo("0");
        assertThat(Amounts.number(0.25)).isEqualTo("0.3");
        assertThat(Amounts.number(10.4)).isEqualTo("10");
        assertThat(Amounts.number(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void writesADurationInItsTwoLargestUnits() {
        assertThat(Amounts.seconds(59)).isEqualTo("59 s");
        assertThat(Amounts.seconds(185)).isEqualTo("3 min 5 s");
        assertThat(Amounts.seconds(7_260)).isEqualTo("2 h 1 min");
        assertThat(Amounts.seconds(187_200)).isEqualTo("2 d 4 h");
    }
}

package io.onesend.load.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 µs",
                "0.3 | 0.30 µs",
                "9.999 | 10.0 µs",
                "850 | 850 µs",
                "3100 | 3.10 ms",
                "28000 | 28.0 ms",
                "1200000 | 1.20 s",
                "75000000 | 75.0 s"
            })
    void writesLatenciesWithTheirUnit(double micros, String text) {
        assertThat(Figures.micros(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 B", "1536 | 1.50 KiB", "157286400 | 150 MiB", "3221225472 | 3.00 GiB"})
    void writesBytesWithTheirUnit(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0 s", "2.5 | 2.5 s", "45.4 | 45 s", "119 | 119 s", "185 | 3:05", "3600 | 1:00:00"})
    void writesTimesAsAClockFromTwoMinutesOn(double seconds, String text) {
        assertThat(Figures.time(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "0.2 | 0.2", "2000 | 2,000", "20000 | 20k", "1500000 | 1.5M", "100 | 100"})
    void writesMarksShort(double value, String text) {
        assertThat(Figures.mark(value)).isEqualTo(text);
    }
}

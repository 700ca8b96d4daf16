package io.onesend.load.show.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0       | 0.0 0.2 0.4 0.6 0.8 1.0",
                "0.3     | 0.0 0.1 0.2 0.3",
                "1       | 0.0 0.2 0.4 0.6 0.8 1.0",
                "9       | 0.0 2.0 4.0 6.0 8.0 10.0",
                "10      | 0.0 2.0 4.0 6.0 8.0 10.0",
                "11      | 0.0 5.0 10.0 15.0",
                "123456  | 0.0 50000.0 100000.0 150000.0"
            })
    void marksALinearAxisAtRoundNumbersUpToOneThatIsNotBelowTheLargest(double largest, String marks) {
        LinearScale scale = new LinearScale(largest, value -> Double.toString(Math.round(value * 10) / 10.0));

        assertThat(String.join(" ", labels(scale))).isEqualTo(marks);
        assertAscending(scale);
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(largest)).isLessThanOrEqualTo(1);
        assertThat(scale.at(1e12)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | 1     | 1 2",
                "3   | 3     | 2 5",
                "2   | 5     | 2 5",
                "90  | 1100  | 50 100 200 500 1000 2000",
                "0.9 | 90000 | 1 10 100 1000 10000 100000"
            })
    void marksALogarithmicAxisAtItsPowersAndBetweenThemWhereThereIsRoom(double smallest, double largest, String marks) {
        LogScale scale = new LogScale(smallest, largest, value -> Long.toString(Math.round(value)));

        assertThat(String.join(" ", labels(scale))).isEqualTo(marks);
        assertAscending(scale);
        assertThat(scale.at(smallest)).isBetween(0.0, 1.0);
        assertThat(scale.at(largest)).isBetween(scale.at(smallest), 1.0);
    }

    @Test
    void givesEveryFactorOfTenTheSameLength() {
        LogScale scale = new LogScale(1, 1_000, Double::toString);

        assertThat(scale.at(10)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(scale.at(100)).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(scale.at(0)).isZero();
    }

    @Test
    void refusesALogarithmicAxisFromZero() {
        assertThatThrownBy(() -> new LogScale(0, 1, Double::toString)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogScale(2, 1, Double::toString)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.25   | 0.0 0.1 0.2",
                "10     | 0.0 2.0 4.0 6.0 8.0 10.0",
                "61     | 0.0 10.0 20.0 30.0 40.0 50.0 60.0",
                "3600   | 0.0 600.0 1200.0 1800.0 2400.0 3000.0 3600.0",
                "1000000 | 0.0 172800.0 345600.0 518400.0 691200.0 864000.0"
            })
    void marksTimeAsAClockDoes(double end, String marks) {
        TimeScale scale = new TimeScale(end, value -> Double.toString(Math.round(value * 10) / 10.0));

        assertThat(String.join(" ", labels(scale))).isEqualTo(marks);
        assertThat(scale.at(end)).isEqualTo(1);
    }

    @Test
    void putsEachFurtherNineAtTheSameDistance() {
        PercentileScale scale = new PercentileScale(5);

        assertThat(labels(scale)).containsExactly("0", "50", "90", "99", "99.9", "99.99", "99.999");
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(90)).isCloseTo(0.2, within(1e-9));
        assertThat(scale.at(99.999)).isCloseTo(1, within(1e-9));
        assertThat(scale.at(100)).isEqualTo(1);
        assertThat(scale.places(6).stream().mapToDouble(Double::doubleValue).toArray())
                .containsExactly(new double[] {0, 90, 99, 99.9, 99.99, 99.999}, within(1e-9));
        assertAscending(scale);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "1,2", "100,2", "101,3", "1000,3", "99999,5", "9000000000,5"})
    void showsNoMorePercentilesThanTheValuesCanTell(long values, int nines) {
        assertThat(PercentileScale.of(values).marks()).hasSize(2 + nines);
    }

    private static List<String> labels(Scale scale) {
        return scale.marks().stream().map(Scale.Mark::label).toList();
    }

    private static void assertAscending(Scale scale) {
        assertThat(scale.marks()).extracting(Scale.Mark::position).isSorted().doesNotHaveDuplicates();
        assertThat(scale.marks()).allMatch(mark -> mark.position() >= 0 && mark.position() <= 1);
    }
}

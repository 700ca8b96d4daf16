package io.onesend.load.show.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scale of percentiles by how rare values above them are: 90, 99 and 99.9 % stand at equal distances, so that a rare wait is
 * seen as well as a common one.
 */
public final class PercentileScale implements Scale {

    public static final int MOST_NINES = 5;

    private final int nines;

    /** The scale that ends after this number of nines: 2 is 99 %, 5 is 99.999 %. */
    public PercentileScale(int nines) {
        if (nines < 1 || nines > MOST_NINES) {
            throw new IllegalArgumentException("1 to " + MOST_NINES + " nines, not " + nines);
        }
        this.nines = nines;
    }

    /** The scale for this number of values: a thousand values show nothing above 99.9 %. */
    public static PercentileScale of(long values) {
        int digits = (int) Math.ceil(Math.log10(Math.max((double) values, 10)));
        return new PercentileScale(Math.max(2, Math.min(MOST_NINES, digits)));
    }

    @Override
    public double at(double percentile) {
        return percentile >= 100 ? 1 : Scale.clamp(-Math.log10(1 - percentile / 100) / nines);
    }

    /** The percentiles at {@code count} places at equal distances, from 0 to the end of the axis. */
    public List<Double> places(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> 100 * (1 - Math.pow(10, -(double) nines * i / (count - 1))))
                .toList();
    }

    @Override
    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(0, "0"));
        marks.add(new Mark(at(50), "50"));
        for (int i = 1; i <= nines; i++) {
            BigDecimal percentile = BigDecimal.valueOf(100).subtract(BigDecimal.ONE.movePointLeft(i - 2));
            marks.add(new Mark((double) i / nines, percentile.toPlainString()));
        }
        return marks;
    }
}

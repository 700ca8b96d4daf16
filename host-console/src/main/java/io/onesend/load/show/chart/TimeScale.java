package io.onesend.load.show.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** From 0 to the end of a run, in seconds, with marks at times that a clock shows. The axis ends where the run did. */
public final class TimeScale implements Scale {

    private static final int MOST_STEPS = 8;
    private static final double[] STEPS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200
    };
    private static final double DAY = 86_400;

    private final double end;
    private final double step;
    private final DoubleFunction<String> words;

    public TimeScale(double end, DoubleFunction<String> words) {
        this.end = end > 0 ? end : 1;
        this.step = stepFor(this.end);
        this.words = words;
    }

    @Override
    public double at(double value) {
        return Scale.clamp(value / end);
    }

    @Override
    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i * step <= end; i++) {
            marks.add(new Mark(at(i * step), words.apply(i * step)));
        }
        return marks;
    }

    private static double stepFor(double end) {
        for (double step : STEPS) {
            if (end / step <= MOST_STEPS) {
                return step;
            }
        }
        return Math.ceil(end / MOST_STEPS / DAY) * DAY;
    }
}

package io.onesend.load.show.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** From 0 to a round number that is not below the largest value, with marks at every 1, 2 or 5 of a power of ten. */
public final class LinearScale implements Scale {

    private static final int STEPS = 5;

    private final double step;
    private final int steps;
    private final DoubleFunction<String> words;

    /** The scale for values up to the largest; if that is 0 or less, the axis ends at 1. */
    public LinearScale(double largest, DoubleFunction<String> words) {
        double top = largest > 0 ? largest : 1;
        this.step = roundUp(top / STEPS);
        // In binary, a value such as 0.3 can differ in its last bits from 3 steps of 0.1.
        this.steps = Math.max(1, (int) Math.ceil(top / step - 1e-9));
        this.words = words;
    }

    @Override
    public double at(double value) {
        return Scale.clamp(value / (step * steps));
    }

    @Override
    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            marks.add(new Mark((double) i / steps, words.apply(i * step)));
        }
        return marks;
    }

    private static double roundUp(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digits = step / power;
        if (digits <= 1) {
            return power;
        }
        return (digits <= 2 ? 2 : digits <= 5 ? 5 : 10) * power;
    }
}

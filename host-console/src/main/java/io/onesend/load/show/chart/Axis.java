package io.onesend.load.show.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis: a scale, and how its values are written.
 *
 * @param name with the unit, if the marks do not have it
 * @param words writes a value for a tooltip
 * @param moments where vertical lines stand, ascending
 */
public record Axis(String name, Scale scale, DoubleFunction<String> words, List<TimeMark> moments) {

    public Axis(String name, Scale scale, DoubleFunction<String> words) {
        this(name, scale, words, List.of());
    }
}

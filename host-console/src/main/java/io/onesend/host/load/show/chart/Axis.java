package io.onesend.host.load.show.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A scale, and how its values are written.
 *
 * @param name with the unit, where the marks do not have it
 * @param words a value as a tooltip has it
 * @param moments where a line crosses the chart, ascending
 */
public record Axis(String name, Scale scale, DoubleFunction<String> words, List<TimeMark> moments) {

    public Axis(String name, Scale scale, DoubleFunction<String> words) {
        this(name, scale, words, List.of());
    }
}

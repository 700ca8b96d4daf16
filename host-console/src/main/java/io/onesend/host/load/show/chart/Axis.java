package io.onesend.host.load.show.chart;

import java.util.function.DoubleFunction;

/**
 * A scale, and how its values are written.
 *
 * @param name with the unit, where the marks do not have it
 * @param words a value as a tooltip has it
 */
public record Axis(String name, Scale scale, DoubleFunction<String> words) {}

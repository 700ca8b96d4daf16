package io.onesend.load.show.chart;

/**
 * A moment worth a line across a chart.
 *
 * @param at where it stands along the x axis
 * @param label what begins there
 */
public record TimeMark(double at, String label) {}

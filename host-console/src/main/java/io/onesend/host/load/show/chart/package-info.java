/**
 * Line charts as SVG text that needs no script: scales with round marks, a line for each series, and what a point stands for as
 * a tooltip. Colours are classes, which the page that shows a chart gives a meaning to. Any thread.
 */
@NullMarked
package io.onesend.host.load.show.chart;

import org.jspecify.annotations.NullMarked;

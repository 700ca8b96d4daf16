/**
 * Line charts as SVG text that needs no script: scales with round marks, a line for each series, and a tooltip for each point.
 * Colours are CSS classes, which the page that shows a chart defines. Any thread.
 */
@NullMarked
package io.onesend.load.show.chart;

import org.jspecify.annotations.NullMarked;

/**
 * Shows a load run to people and scripts: a live line and a table in the terminal, JSON, the latencies as a log, and a report as
 * one HTML file. It reads a {@link io.onesend.load.LoadRun} once a second, on the thread of the command.
 *
 * <p>{@link io.onesend.load.show.LoadWatch} follows the run. Each reading goes to the {@link io.onesend.load.show.LatencyLog}s and
 * to {@link io.onesend.load.show.LoadRecorder}, which makes a {@link io.onesend.load.show.Tick} of it, kept in {@link
 * io.onesend.load.show.Ticks}; {@link io.onesend.load.show.LiveLine} shows the tick. At the end the recorder makes a {@link
 * io.onesend.load.show.LoadResult}, and {@link io.onesend.load.show.LoadOutputs} writes it:
 *
 * <ul>
 *   <li>{@link io.onesend.load.show.LoadSummary}, the table in the terminal
 *   <li>{@link io.onesend.load.show.LoadJson}, whose components are the keys
 *   <li>{@link io.onesend.load.show.ReportPage}, with {@link io.onesend.load.show.ReportCharts} and {@link
 *       io.onesend.load.show.ReportTables}
 * </ul>
 *
 * <p>{@link io.onesend.load.show.Figures} writes every number for people, and {@link io.onesend.load.show.Verdict} the outcome.
 */
@NullMarked
package io.onesend.load.show;

import org.jspecify.annotations.NullMarked;

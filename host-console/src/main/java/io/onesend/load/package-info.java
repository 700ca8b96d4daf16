/**
 * The load tool: many dummy clients against one server, and an account of every message. It is in the server's jar, and the server
 * knows nothing of it; of the server it has its wire protocol, its network library, and the commands' surroundings in {@code
 * io.onesend.host}.
 *
 * <h2>The road of a run</h2>
 *
 * <ol>
 *   <li>{@code load.command} makes a {@link io.onesend.load.LoadPlan} of the options, or {@code load.mix} of a file: {@link
 *       io.onesend.load.LoadGroup}s of dummies, each with its {@link io.onesend.load.Scenario}, {@link io.onesend.load.LoadPace} and
 *       {@link io.onesend.load.SizeRange}, and the {@link io.onesend.load.LoadTiming} for all.
 *   <li>{@code load.dummy} runs the plan, as a {@link io.onesend.load.LoadRun}: its dummies connect, log in, send and receive, and
 *       count.
 *   <li>A {@link io.onesend.load.LoadReading} has its {@link io.onesend.load.LoadCounts}, a number for each {@link
 *       io.onesend.load.LoadCount}, and its {@link io.onesend.load.LoadLatencies}, a histogram for each {@link
 *       io.onesend.load.LatencyKind}. What went wrong is a {@link io.onesend.load.FailureReason}.
 *   <li>{@code load.show} takes a reading a second and makes the live line, the table, the JSON and the report of them.
 * </ol>
 *
 * <p>{@code load.seed} writes the accounts that the dummies log in with, before the run. Read {@code load.command.LoadStart}
 * first, which runs a plan from beginning to end.
 *
 * <h2>Threads</h2>
 *
 * <table>
 *   <caption>Who does what</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>{@code main}</td><td>the command: plan, readings, outputs</td></tr>
 *   <tr><td>the one I/O thread of the run's network client</td><td>all dummies, in callbacks and ticks; alone changes their
 *       state</td></tr>
 *   <tr><td>{@code load-clock}</td><td>asks for a tick every millisecond; closes the client at the end</td></tr>
 * </table>
 *
 * <p>The main thread reads counts and latencies, and asks the run to stop; nothing else is shared.
 */
@NullMarked
package io.onesend.load;

import org.jspecify.annotations.NullMarked;

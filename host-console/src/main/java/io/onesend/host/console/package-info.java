/**
 * Standard input, and the server's console on it. Start at {@link io.onesend.host.console.Console}: it takes a line from a {@link
 * io.onesend.host.console.ConsoleTerminal}, at the rate of {@link io.onesend.host.console.Pace}, makes a call of it, and says what the
 * call has answered.
 *
 * <ul>
 *   <li>A pipe is a {@link io.onesend.host.console.PipeTerminal}: {@link io.onesend.host.console.BoundedLines} in, {@link
 *       io.onesend.host.console.Answers} out. It loads nothing of JLine.
 *   <li>A person's terminal is an {@link io.onesend.host.console.EditedTerminal}, which opens a {@link
 *       io.onesend.host.console.LineEditor} once the process is in the {@link io.onesend.host.console.Foreground}, with a {@link
 *       io.onesend.host.console.CommandCompleter}. {@link io.onesend.host.console.LiveScreen} is what {@code top} shows, and {@link
 *       io.onesend.host.console.Suspension} what Control-Z does.
 * </ul>
 *
 * <p>{@link io.onesend.host.console.StandardInput} knows what the process was given to read from. {@link
 * io.onesend.host.console.ForegroundReader} leaves a terminal to its shell.
 */
@NullMarked
package io.onesend.host.console;

import org.jspecify.annotations.NullMarked;

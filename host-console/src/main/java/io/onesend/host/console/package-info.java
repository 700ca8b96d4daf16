/**
 * Standard input, and the server's console on it. Start at {@link io.onesend.host.console.Console}: it takes bounded lines from
 * {@link io.onesend.host.console.BoundedLines}, at the rate of {@link io.onesend.host.console.Pace}, and answers through
 * {@link io.onesend.host.console.Answers}. {@link io.onesend.host.console.StandardInput} knows what the process was given to
 * read from, and {@link io.onesend.host.console.ForegroundReader} leaves a terminal to its shell.
 */
@NullMarked
package io.onesend.host.console;

import org.jspecify.annotations.NullMarked;

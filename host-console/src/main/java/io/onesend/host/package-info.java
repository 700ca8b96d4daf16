/**
 * The program: {@link io.onesend.host.Main} reads the arguments, runs a command of {@link io.onesend.host.Commands}, and ends the
 * process with its exit status. It is the only class that ends the process.
 *
 * <p>What is where, from the top down; nothing imports what stands above it:
 *
 * <ul>
 *   <li>{@code io.onesend.load}, beside this package: the load tool, which the server knows nothing of
 *   <li>{@code command}, {@code command.user}: the commands
 *   <li>{@code server}: the running server, whose parts start in order and stop in reverse
 *   <li>{@code chat}: the chat client of the terminal; {@code console}: the server's own console; {@code admin}: HTTP
 *   <li>{@code process}: the signals that stop the process, and its exit status
 *   <li>{@code redis}: the embedded Redis; {@code config}: the configuration; {@code log}: the log; {@code text}: how things are
 *       written
 * </ul>
 */
@NullMarked
package io.onesend.host;

import org.jspecify.annotations.NullMarked;

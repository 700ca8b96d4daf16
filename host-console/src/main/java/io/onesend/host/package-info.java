/**
 * The program: {@link io.onesend.host.Main} reads the arguments, runs a command of {@link io.onesend.host.Commands}, and ends the
 * process with its exit status. It is the only class that ends the process.
 *
 * <p>What is where, from the top down; nothing imports what stands above it:
 *
 * <ul>
 *   <li>{@code io.onesend.load}, beside this package: the load tool, which the server knows nothing of
 *   <li>{@code command}, {@code command.user}, {@code command.tls}, {@code command.train}: the commands
 *   <li>{@code doctor}: looks whether a server would work well on this machine
 *   <li>{@code server}: the running server, whose parts start in order and stop in reverse
 *   <li>{@code drain}: how the running server is emptied before it ends
 *   <li>{@code moderation}: what an operator sees of sessions, users and rooms, and does to them
 *   <li>{@code chat}: the chat client of the terminal; {@code console}: the server's own console; {@code admin}: HTTP
 *   <li>{@code process}: the signals that stop the process, and its exit status
 *   <li>{@code redis}: the embedded Redis; {@code config}: the configuration; {@code log}: the log; {@code files}: files of the
 *       user alone; {@code text}: how things are written
 * </ul>
 *
 * <h2>The threads of the host</h2>
 *
 * <p>They come beside those of {@code io.onesend.network.logic}, of {@code io.onesend.chat} and, in the load tool, of {@code
 * io.onesend.load}.
 *
 * <table>
 *   <caption>Each thread, what it may touch, and what it must never do</caption>
 *   <tr><th>thread</th><th>may touch</th><th>must never</th></tr>
 *   <tr><td>{@code main}</td><td>starts the parts in order, waits for the stop, stops them in reverse</td><td>touch users or
 *       rooms</td></tr>
 *   <tr><td>{@code start-transport}, {@code start-accounts}, {@code start-logging}</td><td>one part that the start needs later</td>
 *       <td>touch another part</td></tr>
 *   <tr><td>{@code stdout}, {@code stderr}, {@code log-file}</td><td>the stream of that name, which may stall; nobody else writes to
 *       it</td><td>wait for another thread</td></tr>
 *   <tr><td>{@code open-log-file}, {@code stop-log}</td><td>the log's file, at start; the appenders, at the end; may hang on a
 *       disk</td><td>be waited for without a limit</td></tr>
 *   <tr><td>{@code console}, {@code console-output}</td><td>standard input and the commands; the answers</td><td>hold up the server:
 *       lines are bounded, and answers that nobody reads are dropped</td></tr>
 *   <tr><td>{@code admin-0}, … and {@code HTTP-Dispatcher}</td><td>the pages of the admin port, of counters that any thread may
 *       read</td><td>touch users or rooms</td></tr>
 *   <tr><td>{@code watch-logic}</td><td>gives the logic loop an empty task each second, and sees whether it ran</td><td>wait for
 *       it</td></tr>
 *   <tr><td>{@code drain}</td><td>the drain that an operator asked for; that of a stop is on {@code main}</td><td>touch users or
 *       rooms</td></tr>
 *   <tr><td>{@code watchdog}</td><td>the service manager's socket, where there is one</td><td>wait for it</td></tr>
 *   <tr><td>{@code redis-keeper}, {@code redis-output}</td><td>the embedded Redis: its process, its output</td><td>touch
 *       accounts</td></tr>
 *   <tr><td>{@code chat-client}, {@code chat-input}</td><td>the command {@code chat}: its logic thread; the terminal</td><td>block on
 *       the terminal; touch the connection</td></tr>
 * </table>
 */
@NullMarked
package io.onesend.host;

import org.jspecify.annotations.NullMarked;

/**
 * The thread that application code runs on. Work comes in from any thread through a queue; nothing here knows of sockets.
 *
 * <h2>The threads of the library</h2>
 *
 * <p>{@link io.onesend.network.logic.IoThread}, {@link io.onesend.network.logic.LogicThread} and {@link
 * io.onesend.network.logic.AnyThread} say which of them may enter a type or a method.
 *
 * <table>
 *   <caption>Each thread, what it may touch, and what it must never do</caption>
 *   <tr><th>thread</th><th>may touch</th><th>must never</th></tr>
 *   <tr><td>{@code net-accept-0}, one for each server</td><td>listening sockets; looks whether a logic thread is blocked</td>
 *       <td>run application code, touch a session</td></tr>
 *   <tr><td>{@code net-io-0}, {@code net-io-1}, …, of a server or client</td><td>the channels of its own sessions and of those that
 *       a client connects beside them, what they have received, what is being written; the application's decoder and, with {@code Logic.inline}, its listener</td>
 *       <td>block, touch the application's state, touch a session of another I/O thread</td></tr>
 *   <tr><td>a {@link io.onesend.network.logic.LogicLoop}'s, named by whoever starts it</td><td>the application's state, in the
 *       listener's callbacks, tasks and timers; sends and closes</td><td>block, read or write a socket</td></tr>
 *   <tr><td>{@code net-lookup-0}, …, of a client</td><td>one name and its result; may be stuck in the system for seconds</td>
 *       <td>touch a session or a channel</td></tr>
 *   <tr><td>{@code net-proof}, with the other threads of its trial, at the first start</td><td>a server and a client of its own; may
 *       hang in the kernel</td><td>touch what is in use</td></tr>
 *   <tr><td>any other of the application</td><td>sends, closes sessions, gives a logic loop tasks</td><td>touch what belongs to a logic
 *       thread</td></tr>
 * </table>
 *
 * <p>A server or client is closed on a thread that is not in its list: closing waits for all of them.
 */
@NullMarked
package io.onesend.network.logic;

import org.jspecify.annotations.NullMarked;

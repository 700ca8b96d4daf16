/**
 * A chat server's content on network-core: what a host needs to run it, and the same protocol from a client's side.
 *
 * <p>{@link io.onesend.chat.ChatServer} gives a network server its registry and its listener. The chat's state belongs
 * to the logic thread and needs no lock: answers of Redis and of the password threads return to it through the logic
 * loop. {@link io.onesend.chat.ChatProtocol} is the table of all packets. The packages below do not know this one.
 *
 * <h2>How a message reaches the members of a room</h2>
 *
 * <p>The road from the socket to the listener, and from the send queue to the members' sockets, is in the map of {@code
 * io.onesend.network.netty}. The decoder there is the registry of {@link io.onesend.chat.ChatProtocol#serverRegistry}: on the
 * sender's I/O thread it makes a {@link io.onesend.chat.packet.RoomChatRequest}. What follows is on the logic thread:
 *
 * <ol>
 *   <li>{@code ChatListener} finds the {@link io.onesend.chat.user.ChatUser} attached to the session and hands the packet to {@link
 *       io.onesend.chat.ChatProtocol}, which calls the handler of its line if the user is in the line's state, and else answers with
 *       the line's refusal.
 *   <li>{@link io.onesend.chat.room.RoomHandler} checks the message and the user's rate, and finds the {@link
 *       io.onesend.chat.room.Room}.
 *   <li>The room proposes the message to its {@link io.onesend.chat.room.RoomOrder}. On a host that is alone, its turn is now; in a
 *       cluster it comes back from Redis in the order of all hosts, by {@code io.onesend.chat.cluster}.
 *   <li>The room answers the sender, encodes the notify once, and offers it to every member by {@code Session.sendToAll}. The
 *       packet's memory is free once the last of their I/O threads has copied it into a batch.
 * </ol>
 *
 * <h2>How a client goes on after a loss</h2>
 *
 * <p>{@link io.onesend.chat.ChatClient} is one connection. Its {@code ChatClientListener} matches answers to their requests with
 * {@code PendingAnswers}, and {@code SessionTracker} keeps what another connection needs: a {@link
 * io.onesend.chat.ResumeTicket}. {@code Resuming} follows a resume to the end of its replay. {@link
 * io.onesend.chat.ResumingChatClient} is a user's place in the chat: its {@code KeptSession} opens one connection after the other,
 * to the next of its {@code AddressOrder}, and {@code Admission} resumes or logs in there.
 *
 * <h2>The threads of the chat</h2>
 *
 * <p>They come beside those of {@link io.onesend.network.logic}.
 *
 * <table>
 *   <caption>Each thread, what it may touch, and what it must never do</caption>
 *   <tr><th>thread</th><th>may touch</th><th>must never</th></tr>
 *   <tr><td>the logic thread, {@code chat-logic} in the host</td><td>users, rooms, login attempts</td><td>wait for Redis, hash a
 *       password</td></tr>
 *   <tr><td>{@code password-0}, …: half of the cores</td><td>one password and its hash</td><td>touch a user or a session</td></tr>
 *   <tr><td>{@code redis-…}, those of the Redis client</td><td>the connection to Redis, the results</td><td>block, hash a password,
 *       touch a user or a session</td></tr>
 * </table>
 */
@NullMarked
package io.onesend.chat;

import org.jspecify.annotations.NullMarked;

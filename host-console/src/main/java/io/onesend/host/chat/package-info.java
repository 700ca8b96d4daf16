/**
 * The chat client of the command line.
 *
 * <p>Read {@link io.onesend.host.chat.TerminalChat} first: its thread takes what was typed from {@link
 * io.onesend.host.chat.ChatInput}, one line after the other, and waits for each answer.
 *
 * <ul>
 *   <li>Typed: {@link io.onesend.host.chat.ChatTerminal} reads, {@link io.onesend.host.chat.TypedText} makes messages and {@link
 *       io.onesend.host.chat.SlashCommand}s of it, {@link io.onesend.host.chat.Conversation} does what they ask, with {@link
 *       io.onesend.host.chat.MessageParts} for long messages.
 *   <li>The connection: {@link io.onesend.host.chat.ChatLink} is one, {@link io.onesend.host.chat.SignIn} logs in
 *       or resumes, {@link io.onesend.host.chat.Reconnecting} says when to try
 *       the next, and {@link io.onesend.host.chat.NetworkWait} how long to wait.
 *   <li>Shown: {@link io.onesend.host.chat.RoomView}, on the client's logic thread, with the names in {@link
 *       io.onesend.host.chat.Roster}; {@link io.onesend.host.chat.ResultText} has the words for results.
 * </ul>
 */
@NullMarked
package io.onesend.host.chat;

import org.jspecify.annotations.NullMarked;

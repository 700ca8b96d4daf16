/**
 * A chat server's content on network-core: what a host needs to run it, and the same protocol from a client's side.
 *
 * <p>{@link io.onesend.chat.ChatServer} gives a network server its registry and its listener. All that it does is done on
 * the logic thread, without a lock: what comes back from Redis or from the password threads comes back through the
 * logic loop. {@link io.onesend.chat.ChatProtocol} is the table of all packets. The packages below do not know this one.
 */
@NullMarked
package io.onesend.chat;

import org.jspecify.annotations.NullMarked;

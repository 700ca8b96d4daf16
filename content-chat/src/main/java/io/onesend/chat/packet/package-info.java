/**
 * The chat protocol: one record a packet, and {@link io.onesend.chat.packet.ChatProtocol}, the table of them all.
 *
 * <p>Packets are immutable values. Their codecs run on I/O threads and know nothing of users or rooms; the table names who
 * handles a packet, and that runs on the logic thread.
 */
@NullMarked
package io.onesend.chat.packet;

import org.jspecify.annotations.NullMarked;

/**
 * The packets of the chat protocol: one record a packet, with its codec.
 *
 * <p>Packets are immutable values. Their codecs run on I/O threads and know nothing of users or rooms. Ids, the state in which
 * a packet may come and its handler are in {@code io.onesend.chat.ChatProtocol}, the table of them all.
 */
@NullMarked
package io.onesend.chat.packet;

import org.jspecify.annotations.NullMarked;

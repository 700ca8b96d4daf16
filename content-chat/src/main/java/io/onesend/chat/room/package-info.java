/**
 * Rooms, and who hears a message: {@link io.onesend.chat.room.Room} alone knows that. Logic thread only; uses users and
 * packets.
 */
@NullMarked
package io.onesend.chat.room;

import org.jspecify.annotations.NullMarked;

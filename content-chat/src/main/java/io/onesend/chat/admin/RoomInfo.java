package io.onesend.chat.admin;

import io.onesend.chat.room.Room;

/**
 * A room that has a member on this host.
 *
 * @param users members on all hosts
 * @param here those of them on this host
 * @param messages said since it was first entered here
 * @param perSecond messages a second since the rooms were last listed, over a second at least
 */
public record RoomInfo(int number, int users, int here, long messages, double perSecond) {

    static RoomInfo of(Room room, long nanoTime) {
        return new RoomInfo(
                room.number(),
                room.memberCount(),
                room.localCount(),
                room.messages(),
                room.messagesPerSecond(nanoTime));
    }
}

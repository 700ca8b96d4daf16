package io.onesend.chat.room;

import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;

/** Brings users back into their rooms whose session had another connection, and replays what they have missed. */
@LogicThread
public interface RoomReturns {

    /**
     * How far a user had heard its room.
     *
     * @param offset of the last event heard; 0: of none
     * @param tag of the same
     * @param host the hid of the host that had its session, perhaps this one; empty: none has
     * @param settled to be called when the user is in its room again, or not
     */
    record Return(long offset, long tag, String host, Runnable settled) {}

    /**
     * Brings a user back.
     *
     * @param user logged in, and suspended; it is answered and resumed when its fate is known
     */
    void bringBack(Room room, ChatUser user, Return where);

    /**
     * Answers a user who comes back and was in no room.
     *
     * @param user logged in, and suspended
     * @param settled to be called then
     */
    void bringBack(ChatUser user, Runnable settled);
}

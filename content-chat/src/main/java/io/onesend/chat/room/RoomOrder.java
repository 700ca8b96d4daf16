package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of each room into one order. A room proposes an event and changes nothing; the order comes back, at once or
 * later, with {@link Room#apply} when it is the event's turn, or with {@link Room#refuseEntry} or {@link Room#refuseChat}.
 */
@LogicThread
public interface RoomOrder {

    /**
     * Proposes an event.
     *
     * @param room where it is to happen
     * @param event what is to happen
     * @param waiting the user who is to be answered; null: nobody waits for an answer
     */
    void propose(Room room, RoomEvent event, @Nullable ChatUser waiting);

    /**
     * Refuses a chat that is not proposed, with {@link Room#refuseChat}: at once, or when the sender's chats before it are answered.
     *
     * @param room where it was to be said
     * @param sender the user who is to be answered
     * @param why the answer
     */
    void reject(Room room, ChatUser sender, ResultCode why);
}

package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;
import org.jspecify.annotations.Nullable;

/** The order of a host that is alone: the logic thread's own. An event is checked and applied at once. */
@LogicThread
public final class LocalOrder implements RoomOrder {

    @Override
    public void propose(Room room, RoomEvent event, @Nullable ChatUser waiting) {
        if (event instanceof RoomEvent.Entered && waiting != null && room.isFull()) {
            room.refuseEntry(waiting, ResultCode.ENTER_ROOM_FULL_USER);
        } else {
            room.apply(event, waiting);
        }
    }

    @Override
    public void reject(Room room, ChatUser sender, ResultCode why) {
        room.refuseChat(sender, why);
    }
}

package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** An order that decides nothing: a test takes what was proposed, and applies it when it likes. */
final class HeldOrder implements RoomOrder {

    record Proposed(Room room, RoomEvent event, @Nullable ChatUser waiting) {
        void apply() {
            room.apply(event, waiting);
        }
    }

    private final Queue<Proposed> held = new ArrayDeque<>();

    @Override
    public void propose(Room room, RoomEvent event, @Nullable ChatUser waiting) {
        held.add(new Proposed(room, event, waiting));
    }

    @Override
    public void reject(Room room, ChatUser sender, ResultCode why) {
        room.refuseChat(sender, why);
    }

    /** The oldest proposal. */
    Proposed take() {
        return held.remove();
    }

    int size() {
        return held.size();
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a newcomer is told of the time before it came in. Redis answers the enter with it, before the entry comes by the feed or
 * after.
 */
final class EntryPast {

    private static final int MOST_ENTRIES = 256;

    /** Of the last events of a room some are not messages. */
    private static final int ENTRIES_FOR_MESSAGE = 4;

    private final int messages;
    private @Nullable List<RoomEvent.Said> said;
    private @Nullable ChatUser newcomer;

    EntryPast(int messages) {
        this.messages = messages;
    }

    /** How many of the room's last events are asked for. */
    int entries() {
        return Math.min(ENTRIES_FOR_MESSAGE * messages, MOST_ENTRIES);
    }

    void answered(List<RoomState.Entry> newest) {
        List<RoomEvent.Said> all = newest.stream()
                .map(RoomState.Entry::event)
                .filter(RoomEvent.Said.class::isInstance)
                .map(RoomEvent.Said.class::cast)
                .toList();
        said = all.subList(Math.max(0, all.size() - messages), all.size());
    }

    void entered(ChatUser user) {
        newcomer = user;
    }

    /**
     * Tells the newcomer, once, when both the answer and the entry are here.
     *
     * @param isNext the room has had no event since the entry; otherwise a client that cannot tell old messages from new ones is
     *     told nothing
     */
    void tellWhenReady(Room room, boolean isNext) {
        ChatUser user = newcomer;
        if (said == null || user == null) {
            return;
        }
        boolean isHere = user.state() == ChatUser.State.IN_ROOM && user.roomNumber() == room.number();
        if (isHere && (isNext || user.knowsFeatures())) {
            room.briefing().past(user, said);
        }
        said = null;
        newcomer = null;
    }
}

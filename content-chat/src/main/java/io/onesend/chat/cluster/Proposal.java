package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to Redis.
 *
 * @param room its number
 * @param channel the room's feed
 * @param event what is to happen
 * @param tag names the event for good, also when it is sent again
 * @param history for an enter: messages wanted of the room before it, {@link #NO_STATE} if nothing of the room is wanted
 * @param acceptedBefore it was in a stream once, which a failover has lost, or it is said by nobody: no member is looked for
 * @param movedFrom for a move: the hid of the host that has the member now; null for all else
 */
record Proposal(
        int room,
        int channel,
        RoomEvent event,
        long tag,
        int history,
        boolean acceptedBefore,
        @Nullable String movedFrom) {

    static final int NO_STATE = -1;

    static Proposal of(int room, int channel, RoomEvent event, long tag) {
        return new Proposal(room, channel, event, tag, NO_STATE, false, null);
    }

    static Proposal entering(int room, int channel, RoomEvent.Entered event, long tag, int history) {
        return new Proposal(room, channel, event, tag, history, false, null);
    }

    static Proposal moving(int room, int channel, RoomEvent.Moved event, long tag, String from) {
        return new Proposal(room, channel, event, tag, NO_STATE, false, from);
    }

    Proposal acceptedOnce() {
        return new Proposal(room, channel, event, tag, history, true, movedFrom);
    }

    boolean wantsState() {
        return history != NO_STATE;
    }
}

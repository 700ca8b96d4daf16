package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * The events of one room that were heard here and then lost by Redis. Their hosts append them again under their tags: they are not to
 * be heard a second time then. Members who came or went by them are shown as if nothing was lost; if a lease later they have not come
 * again, their hosts are gone too, and the members are taken as they are.
 */
final class LostEvents {

    private final Set<Long> tags = new HashSet<>();

    /** The tick from which on lost members are not waited for any more; 0: none are. */
    private long settleAt;

    private boolean isSettling;
    private boolean mayRepeat;

    /** From now on a member may come or go a second time, which changes nothing. */
    void mayRepeat() {
        mayRepeat = true;
    }

    void add(Rewrite rewrite) {
        mayRepeat = true;
        tags.addAll(rewrite.lost().keySet());
    }

    boolean isWithoutEffect(Room room, Position position, RoomEvent event) {
        if (!mayRepeat) {
            return false;
        }
        if (tags.remove(position.tag()) && (settleAt > 0 || event instanceof RoomEvent.Said)) {
            return true;
        }
        return event instanceof RoomEvent.Entered && room.hasMember(event.uniqueId())
                || event instanceof RoomEvent.Left && !room.hasMember(event.uniqueId());
    }

    /** Waits for lost members until a tick, if there are any. Returns whether this was over: members are to be taken as they are. */
    boolean wait(Rewrite rewrite, long until) {
        boolean over = isSettling;
        settleAt = over || !rewrite.losesMembers() ? 0 : until;
        isSettling = false;
        return over;
    }

    /** Whether it is time to ask for the members as they are. */
    boolean settle(long tick) {
        isSettling = settleAt > 0 && tick >= settleAt;
        return isSettling;
    }

    boolean isSettling() {
        return isSettling;
    }

    void clear() {
        tags.clear();
        settleAt = 0;
        isSettling = false;
        mayRepeat = false;
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one room that were heard here and then lost by Redis. Their hosts append them again under their tags: they are not to
 * be heard a second time then. Members who came or went by them are shown as if nothing was lost; if a lease later they have not come
 * again, their hosts are gone too, and the members are taken as they are.
 */
final class LostEvents {

    /** By tag, in the order in which they were heard. */
    private final Map<Long, Heard> events = new LinkedHashMap<>();

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
        rewrite.lost().forEach((tag, heard) -> {
            // What was lost a second time comes last.
            events.remove(tag);
            events.put(tag, heard);
        });
    }

    boolean isWithoutEffect(Room room, Position position, RoomEvent event) {
        if (!mayRepeat) {
            return false;
        }
        if (events.remove(position.tag()) != null && (settleAt > 0 || event instanceof RoomEvent.Said)) {
            return true;
        }
        return (event instanceof RoomEvent.Entered && room.hasMember(event.uniqueId()))
                || (event instanceof RoomEvent.Left && !room.hasMember(event.uniqueId()));
    }

    /** Waits for lost members until a tick, if there are any. Returns whether this was over: members are to be taken as they are. */
    boolean awaitUntil(long until) {
        boolean over = isSettling;
        boolean losesMembers = events.values().stream().anyMatch(each -> each.event() != null);
        settleAt = over || !losesMembers ? 0 : until;
        isSettling = false;
        return over;
    }

    /** The members that a history has, and those changes of them which will be appended again. */
    List<Room.Member> membersAfter(List<Room.Member> members) {
        Map<Long, Room.Member> all = new LinkedHashMap<>();
        members.forEach(member -> all.put(member.uniqueId(), member));
        for (Heard each : events.values()) {
            if (each.event() instanceof RoomEvent.Entered entered) {
                all.putIfAbsent(entered.uniqueId(), new Room.Member(entered.uniqueId(), entered.userId()));
            } else if (each.event() instanceof RoomEvent.Left left) {
                all.remove(left.uniqueId());
            }
        }
        return List.copyOf(all.values());
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
        events.clear();
        settleAt = 0;
        isSettling = false;
        mayRepeat = false;
    }
}

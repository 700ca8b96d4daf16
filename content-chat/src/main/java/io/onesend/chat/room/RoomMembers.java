package io.onesend.chat.room;

import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.network.logic.LogicThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All members of one room, on all hosts, in order of entry, in the form in which a newcomer gets them. */
@LogicThread
final class RoomMembers {

    /**
     * What a room has become other than it was.
     *
     * @param gone unique ids
     */
    record Change(List<Long> gone, List<Room.Member> come) {}

    private final List<RoomUserListNotify.User> users = new ArrayList<>();

    int size() {
        return users.size();
    }

    void add(long uniqueId, String userId) {
        users.add(new RoomUserListNotify.User(uniqueId, userId));
    }

    boolean contains(long uniqueId) {
        return placeOf(uniqueId) >= 0;
    }

    /** Takes a member out and returns which place it had; -1: it was none. */
    int remove(long uniqueId) {
        int place = placeOf(uniqueId);
        if (place >= 0) {
            users.remove(place);
        }
        return place;
    }

    /** Puts these members in the place of all, and returns the difference. */
    Change replaceBy(List<Room.Member> members) {
        Map<Long, Room.Member> come = new LinkedHashMap<>();
        members.forEach(member -> come.put(member.uniqueId(), member));
        List<Long> gone = new ArrayList<>();
        for (RoomUserListNotify.User user : users) {
            if (come.remove(user.userUniqueId()) == null) {
                gone.add(user.userUniqueId());
            }
        }
        users.clear();
        members.forEach(member -> add(member.uniqueId(), member.userId()));
        return new Change(gone, List.copyOf(come.values()));
    }

    /** At most {@code most} of them, without the first {@code from}. */
    List<Room.Member> some(int from, int most) {
        return users.stream()
                .skip(from)
                .limit(most)
                .map(user -> new Room.Member(user.userUniqueId(), user.userId()))
                .toList();
    }

    void clear() {
        users.clear();
    }

    /** As they are now; changes with them. */
    List<RoomUserListNotify.User> listed() {
        return Collections.unmodifiableList(users);
    }

    /** The same with this member behind all others. */
    List<RoomUserListNotify.User> listedWithLast(long uniqueId) {
        boolean isLast = !users.isEmpty() && users.get(users.size() - 1).userUniqueId() == uniqueId;
        int place = isLast ? -1 : placeOf(uniqueId);
        if (place < 0) {
            return listed();
        }
        List<RoomUserListNotify.User> turned = new ArrayList<>(users);
        turned.add(turned.remove(place));
        return turned;
    }

    private int placeOf(long uniqueId) {
        for (int place = 0; place < users.size(); place++) {
            if (users.get(place).userUniqueId() == uniqueId) {
                return place;
            }
        }
        return -1;
    }
}

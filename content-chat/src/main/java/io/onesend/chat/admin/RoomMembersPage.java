package io.onesend.chat.admin;

import java.util.List;

/**
 * Some members of a room in the order of their entries.
 *
 * @param from how many come before them
 */
public record RoomMembersPage(RoomInfo room, int from, List<MemberInfo> members) {

    public RoomMembersPage {
        members = List.copyOf(members);
    }

    /** Whether others come behind them. */
    public boolean hasMore() {
        return from + members.size() < room.users();
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.List;

/**
 * What Redis knows of a room at one position.
 *
 * @param members on all hosts, in order of entry
 * @param at its last event
 * @param newest its last events, as many as were asked for, the oldest of them first
 * @param chain of all its events, as {@link Chain} computes it
 */
record RoomState(List<Member> members, Position at, List<Entry> newest, long chain) {

    /** A member, with the host that has the session, and the offset of the entry. */
    record Member(long uniqueId, String hid, long offset, String userId) {}

    /** An event of the stream. */
    record Entry(Position position, RoomEvent event) {}

    /** What a room is that Redis does not have. */
    static final RoomState NONE = new RoomState(List.of(), Position.START, List.of(), Chain.START);

    RoomState {
        members = List.copyOf(members);
        newest = List.copyOf(newest);
    }

    /** The position of the event at an offset, as far as it is known. */
    Position positionAt(long offset) {
        return newest.stream()
                .map(Entry::position)
                .filter(position -> position.offset() == offset)
                .findFirst()
                .orElse(offset == at.offset() ? at : new Position(offset, 0));
    }

    /** Whether all events after an offset are among the newest. */
    boolean tellsChainAt(long offset) {
        return !newest.isEmpty()
                && newest.get(0).position().offset() <= offset + 1
                && newest.get(newest.size() - 1).position().offset() == at.offset();
    }

    /** The chain behind the event at an offset, if {@link #tellsChainAt}. */
    long chainAt(long offset) {
        long before = chain;
        for (int i = newest.size() - 1; i >= 0 && newest.get(i).position().offset() > offset; i--) {
            before = Chain.before(before, newest.get(i).position().tag());
        }
        return before;
    }

    /** The members as a room knows them. */
    static List<Room.Member> membersOf(List<Member> members) {
        return members.stream()
                .map(member -> new Room.Member(member.uniqueId(), member.userId()))
                .toList();
    }
}

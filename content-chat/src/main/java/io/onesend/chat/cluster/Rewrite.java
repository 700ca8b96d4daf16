package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was heard of a room with another history of it, which a failover has brought.
 *
 * @param parting offset of the last event that both have; 0: they part before the first event of the room
 * @param theirs what the other history has after it, in order
 * @param lost what was heard here after it, by tag, in order. What of it is not among theirs, its hosts will append again, as far as
 *     they live
 */
record Rewrite(long parting, List<RoomState.Entry> theirs, Map<Long, Heard> lost) {

    /** Returns null if no event is in both, so that nothing can be proved. */
    static @Nullable Rewrite between(List<Heard> heard, RoomState history) {
        long parting = parting(heard, history.newest());
        if (parting < 0) {
            return null;
        }
        List<RoomState.Entry> theirs = new ArrayList<>();
        Map<Long, Heard> lost = new LinkedHashMap<>();
        for (Heard each : heard) {
            if (each.position().offset() > parting) {
                lost.put(each.position().tag(), each);
            }
        }
        for (RoomState.Entry entry : history.newest()) {
            if (entry.position().offset() > parting) {
                theirs.add(entry);
            }
        }
        return new Rewrite(parting, theirs, lost);
    }

    /** -1: it is not known. */
    private static long parting(List<Heard> heard, List<RoomState.Entry> newest) {
        Map<Position, Boolean> theirs = new HashMap<>();
        newest.forEach(entry -> theirs.put(entry.position(), true));
        for (int i = heard.size() - 1; i >= 0; i--) {
            if (theirs.containsKey(heard.get(i).position())) {
                return heard.get(i).position().offset();
            }
        }
        boolean bothFromTheFirst = (heard.isEmpty() || heard.get(0).position().offset() == 1)
                && (newest.isEmpty() || newest.get(0).position().offset() == 1);
        return bothFromTheFirst ? 0 : -1;
    }

    /**
     * The members to show.
     *
     * @param members that the other history has
     * @param asTheyAre without those changes that will be appended again
     */
    List<Room.Member> members(List<RoomState.Member> members, boolean asTheyAre) {
        Map<Long, Room.Member> all = new LinkedHashMap<>();
        members.forEach(member -> all.put(member.uniqueId(), new Room.Member(member.uniqueId(), member.userId())));
        for (Heard each : asTheyAre ? List.<Heard>of() : missing()) {
            if (each.event() instanceof RoomEvent.Entered entered) {
                all.putIfAbsent(entered.uniqueId(), new Room.Member(entered.uniqueId(), entered.userId()));
            } else if (each.event() instanceof RoomEvent.Left left) {
                all.remove(left.uniqueId());
            }
        }
        return List.copyOf(all.values());
    }

    /** Whether the members are not sure before the lost events have been appended again. */
    boolean losesMembers() {
        return missing().stream().anyMatch(each -> each.event() != null);
    }

    private List<Heard> missing() {
        Map<Long, Heard> missing = new LinkedHashMap<>(lost);
        theirs.forEach(entry -> missing.remove(entry.position().tag()));
        return List.copyOf(missing.values());
    }
}

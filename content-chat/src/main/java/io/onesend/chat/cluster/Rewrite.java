package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        long parting = parting(heard, history);
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

    /**
     * For a host whose users have all come in after its first event, which the other history lacks: so it lacks all their entries
     * too, or has them again. What is before these is not for them to hear.
     *
     * @param entries the tags of these entries
     * @return null if it may have that event
     */
    static @Nullable Rewrite beforeAll(List<Heard> heard, RoomState history, Set<Long> entries) {
        if (heard.isEmpty()) {
            return null;
        }
        Position first = heard.get(0).position();
        Map<Long, Heard> lost = new LinkedHashMap<>();
        heard.forEach(each -> lost.put(each.position().tag(), each));
        boolean lacksFirst = history.at().offset() < first.offset();
        List<RoomState.Entry> theirs = new ArrayList<>();
        for (RoomState.Entry entry : history.newest()) {
            Position position = entry.position();
            lacksFirst |= position.offset() == first.offset() && position.tag() != first.tag();
            if (!theirs.isEmpty() || entries.contains(position.tag())) {
                theirs.add(entry);
            } else {
                lost.remove(position.tag());
            }
        }
        long parting = history.at().offset() - theirs.size();
        return lacksFirst ? new Rewrite(parting, theirs, lost) : null;
    }

    /**
     * Goes along both from the first offset that both tell, as far as they agree. A later place where they agree proves nothing: an
     * event that was appended again may have met its old offset by chance. -1: it is not known.
     */
    private static long parting(List<Heard> heard, RoomState history) {
        Map<Long, Position> theirs = new HashMap<>();
        history.newest().forEach(entry -> theirs.put(entry.position().offset(), entry.position()));
        boolean isWhole = history.at().offset() == 0 || theirs.containsKey(1L);
        long parting = isFirst(heard) && isWhole ? 0 : -1;
        for (Heard each : heard) {
            Position position = each.position();
            if (position.equals(theirs.get(position.offset()))) {
                parting = position.offset();
            } else if (parting >= 0 || theirs.containsKey(position.offset())) {
                return parting;
            }
        }
        return parting;
    }

    /** Whether all was heard from the first event of the room on. */
    private static boolean isFirst(List<Heard> heard) {
        return heard.isEmpty() || heard.get(0).position().offset() == 1;
    }
}

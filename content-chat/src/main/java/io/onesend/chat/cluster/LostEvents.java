package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The events of one room that were heard here and then lost by Redis. Their hosts append them again under their tags: they are not to
 * be heard a second time then. Members who came or went by them are shown as if nothing was lost; if a lease later they have not come
 * again, their hosts are gone too, and the members are taken as they are.
 */
final class LostEvents {

    /** Four times what one failover can lose here. */
    static final int MOST = 1024;

    private final LongPredicate isMember;
    private final LongPredicate isHere;

    /** By tag, in the order in which they were heard. */
    private final Map<Long, Heard> events = new LinkedHashMap<>();

    /** The tags of texts that were heard, and that the history has again before this host knows it. It may lose them once more. */
    private final Set<Long> beforeBeginning = new LinkedHashSet<>();

    /** The tick from which on lost members are not waited for any more; 0: none are. */
    private long settleAt;

    /** The tick from which on nothing of what was lost comes again: its hosts have appended it, or are gone. */
    private long overAt;

    private boolean isSettling;

    /** A user has moved whose lost leave is shown: it is a member, of whom only Redis knows more than the number. */
    private boolean isMemberMissing;

    private boolean mayRepeat;

    /**
     * Makes the lost events of a room that has none yet.
     *
     * @param isMember whether the user with a number is shown as a member of the room now
     * @param isHere whether it has a session in the room on this host
     */
    LostEvents(LongPredicate isMember, LongPredicate isHere) {
        this.isMember = isMember;
        this.isHere = isHere;
    }

    /** From now on a member may come or go a second time, which changes nothing. */
    void mayRepeat() {
        mayRepeat = true;
    }

    /** Redis has another history. Changes of members that were waited for long enough are forgotten: if they come, they are news. */
    void add(Rewrite rewrite) {
        mayRepeat = true;
        if (!asksForMembers() || !rewrite.lost().isEmpty()) {
            overAt = Long.MAX_VALUE;
            settleAt = Long.MAX_VALUE;
        }
        if (isSettling) {
            events.values().removeIf(heard -> heard.event() != null);
        }
        // A host appends its events in their order. So what was lost again stood before what has not come again at all.
        Map<Long, Heard> waitedFor = new LinkedHashMap<>(events);
        events.clear();
        events.putAll(rewrite.lost());
        // Those of a host that is gone never come again. What was lost longest ago is last.
        waitedFor.values().stream()
                .limit(Math.max(0, MOST - events.size()))
                .forEach(each -> events.putIfAbsent(each.position().tag(), each));
    }

    /** A text that was heard is in the history again, before what this host knows of it. */
    void isBeforeBeginning(long tag) {
        if (beforeBeginning.size() == MOST) {
            beforeBeginning.remove(beforeBeginning.iterator().next());
        }
        beforeBeginning.add(tag);
    }

    /** Whether all that was lost is back, or will not come any more, and the members are shown as they are. */
    boolean areOver(long tick) {
        return !isMemberMissing && (events.isEmpty() || (tick >= overAt && settleAt == 0));
    }

    /** From this tick on nothing of it comes any more, and lost members are not waited for. */
    void areOverAt(long tick) {
        overAt = Math.min(overAt, tick);
        settleAt = Math.min(settleAt, tick);
    }

    /** Whether an event was heard before it was lost, or changes nothing. */
    boolean isWithoutEffect(Position position, RoomEvent event) {
        if (!mayRepeat) {
            return false;
        }
        if (events.remove(position.tag()) != null || beforeBeginning.remove(position.tag())) {
            return true;
        }
        if (event instanceof RoomEvent.Left && isHere.test(event.uniqueId()) && waitsForEntryOf(event.uniqueId())) {
            // This host appends in order what its users do: it is a leave before that entry.
            return true;
        }
        if (event instanceof RoomEvent.Entered || event instanceof RoomEvent.Left) {
            // This is news. What its host has lost of this member would have come before it, and does not come any
            // more.
            forget(event.uniqueId());
            return isMember.test(event.uniqueId()) == event instanceof RoomEvent.Entered;
        }
        return false;
    }

    /** What was lost of a member does not come any more. */
    void forget(long uniqueId) {
        events.values().removeIf(lost -> isOf(uniqueId, lost));
    }

    /** A user goes on at another host, so it is a member. */
    void moved(long uniqueId) {
        boolean wasLost = events.values().removeIf(lost -> isOf(uniqueId, lost));
        isMemberMissing |= wasLost && !isMember.test(uniqueId);
    }

    private boolean waitsForEntryOf(long uniqueId) {
        return events.values().stream()
                .anyMatch(lost -> isOf(uniqueId, lost) && lost.event() instanceof RoomEvent.Entered);
    }

    private static boolean isOf(long uniqueId, Heard lost) {
        RoomEvent event = lost.event();
        return event != null && event.uniqueId() == uniqueId;
    }

    /** Waits until a tick for the changes of members that were lost, if there are any. */
    void awaitUntil(long until) {
        settleAt = losesMembers() ? Math.min(settleAt, until) : 0;
        overAt = Math.min(overAt, until);
        isSettling = false;
        isMemberMissing = false;
    }

    private boolean losesMembers() {
        return events.values().stream().anyMatch(each -> each.event() != null);
    }

    /** Adds the entries among the lost events: the numbers of their users, by tag. */
    void addEntries(Map<Long, Long> entries) {
        RoomTail.addEntries(events.values(), entries);
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
        return asksForMembers();
    }

    /** Whether the members are to be read, whatever else is. */
    boolean asksForMembers() {
        return isSettling || isMemberMissing;
    }

    void clear() {
        events.clear();
        beforeBeginning.clear();
        settleAt = 0;
        isSettling = false;
        isMemberMissing = false;
        mayRepeat = false;
    }
}

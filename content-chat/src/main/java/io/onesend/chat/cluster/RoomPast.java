package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was heard of one room, so that another history of it can be told from this one. */
final class RoomPast {

    private final Room room;
    private final Residents owner;
    private final RoomTail tail = new RoomTail();
    private final LostEvents lost;

    /** The last event before this host knew the room; what it was is not known. */
    private Position begun = Position.START;

    /** Users of this host who have come back, and have heard the room before this host knew it. */
    private final Set<Long> returned = new HashSet<>();

    /**
     * What was heard and is not found in the history yet, behind the last event that is. An event that is appended again may get
     * its old offset, so the last one alone proves nothing of those before it.
     */
    private final ArrayDeque<Position> doubted = new ArrayDeque<>();

    RoomPast(Room room, Residents owner) {
        this.room = room;
        this.owner = owner;
        lost = new LostEvents(room::hasMember, uniqueId -> room.localIds().contains(uniqueId));
    }

    /** The room is known from this position on. */
    void begin(Position at) {
        begun = at;
        tail.clear();
        if (at.tag() != 0) {
            tail.add(at, null, owner.now());
        }
    }

    void add(Position position, RoomEvent event) {
        tail.add(position, event, owner.now());
        if (!returned.isEmpty() && (event instanceof RoomEvent.Left || event instanceof RoomEvent.Moved)) {
            returned.remove(event.uniqueId());
        }
    }

    /** A user of this host has come back, with all that it had heard elsewhere. */
    void returned(long uniqueId) {
        returned.add(uniqueId);
    }

    /** From now on a member may come or go a second time, which changes nothing. */
    void mayRepeat() {
        lost.mayRepeat();
    }

    /** A user goes on at this host: the one that had its session appends nothing of it again. */
    void movedHere(long uniqueId) {
        lost.forget(uniqueId);
    }

    /** A user goes on at another host. If it is not shown, for it had left by an event that is lost, it is to be asked for. */
    void movedElsewhere(long uniqueId) {
        lost.moved(uniqueId);
    }

    /** Whether an event was heard before Redis lost it, or changes nothing. */
    boolean isRepeated(Position position, RoomEvent event) {
        return lost.isWithoutEffect(position, event);
    }

    /** Whether what was heard here is what the history has, up to the last event: nothing that was lost is still to come again. */
    boolean isProved() {
        return lost.areOver(owner.now());
    }

    /** Nothing that was lost will come again. Members who are shown because it would are to be asked for. */
    void lostIsOver() {
        lost.areOverAt(owner.now());
    }

    /** The room may have another history now: it is to be compared with what was heard. */
    void doubt() {
        doubted.clear();
        tail.all().forEach(heard -> doubted.add(heard.position()));
    }

    boolean isDoubted() {
        return doubted.size() > 1;
    }

    /**
     * Where the history is to be read from.
     *
     * @param at the last event heard
     */
    Position readFrom(Position at) {
        return isDoubted() ? doubted.element() : at;
    }

    /** Compares what the history has after {@link #readFrom}. Returns false if it is another one. */
    boolean agreesWith(RoomState more) {
        for (RoomState.Entry entry : more.newest()) {
            if (isDoubted()) {
                doubted.remove();
                if (!entry.position().equals(doubted.element())) {
                    return false;
                }
            }
        }
        return !isDoubted() || more.at().offset() >= doubted.getLast().offset();
    }

    /** Whether it is known where another history parts from this one. If not, they may have nothing in common. */
    boolean partsFrom(RoomState history) {
        return Rewrite.between(tail.all(), history) != null;
    }

    /** Goes back to where another history parts from this one. Returns null if that cannot be proved. */
    @Nullable
    Rewrite rewrite(RoomState history) {
        doubted.clear();
        List<Heard> heard = tail.all();
        Position before = begun;
        Rewrite rewrite = Rewrite.between(heard, history);
        if (rewrite != null) {
            tail.dropBehind(rewrite.parting());
        } else if (tail.isWhole()) {
            rewrite = beforeAll(heard, history);
        }
        if (rewrite != null) {
            rewrite.lost().remove(before.tag());
            lost.add(rewrite);
        }
        return rewrite;
    }

    private @Nullable Rewrite beforeAll(List<Heard> heard, RoomState history) {
        Set<Long> entries = localEntries(heard);
        Rewrite rewrite = entries == null ? null : Rewrite.beforeAll(heard, history, entries);
        if (rewrite != null) {
            for (Heard each : heard) {
                long tag = each.position().tag();
                if (each.event() == null
                        && tag != begun.tag()
                        && !rewrite.lost().containsKey(tag)) {
                    lost.isBeforeBeginning(tag);
                }
            }
            begin(history.positionAt(rewrite.parting()));
        }
        return rewrite;
    }

    /**
     * The tags of the entries of this host's users, if all these are among what was heard, or lost before, and none has heard what was
     * before that. Else null.
     */
    private @Nullable Set<Long> localEntries(List<Heard> heard) {
        Map<Long, Long> entries = new HashMap<>();
        RoomTail.addEntries(heard, entries);
        lost.addEntries(entries);
        Set<Long> locals = room.localIds();
        entries.values().retainAll(locals);
        boolean areAll = entries.values().containsAll(locals) && locals.stream().noneMatch(returned::contains);
        return areAll ? entries.keySet() : null;
    }

    /** What another history lacks is waited for. */
    void awaitLost() {
        lost.awaitUntil(owner.now() + owner.leaseTicks());
    }

    /** Shows the members of another history, with those changes that will be appended again. Local users who are none are closed. */
    void settleMembers(RoomState history) {
        for (ChatUser user : room.reconcile(lost.membersAfter(RoomState.membersOf(history.members())))) {
            user.session().close(ClusterReasons.ROOM_LOST);
        }
    }

    /** Whether the members are to be asked for as they are: lost ones have been waited for long enough, or one is missing. */
    boolean settle() {
        return lost.settle(owner.now());
    }

    /** Whether the members are to be read, whatever else is. */
    boolean asksForMembers() {
        return lost.asksForMembers();
    }

    void clear() {
        tail.clear();
        doubted.clear();
        lost.clear();
        returned.clear();
    }
}

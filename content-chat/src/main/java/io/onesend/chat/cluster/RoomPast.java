package io.onesend.chat.cluster;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was heard of one room, so that another history of it can be told from this one. */
final class RoomPast {

    private final Room room;
    private final Residents owner;
    private final RoomTail tail = new RoomTail();
    private final LostEvents lost = new LostEvents();

    RoomPast(Room room, Residents owner) {
        this.room = room;
        this.owner = owner;
    }

    /** The room is known from this position on. */
    void begin(Position at) {
        tail.clear();
        if (at.tag() != 0) {
            tail.add(at, null, owner.now());
        }
    }

    void add(Position position, RoomEvent event) {
        tail.add(position, event, owner.now());
    }

    /** From now on a member may come or go a second time, which changes nothing. */
    void mayRepeat() {
        lost.mayRepeat();
    }

    /** Whether an event was heard before Redis lost it, or changes nothing. */
    boolean isRepeated(Position position, RoomEvent event) {
        return lost.isWithoutEffect(room, position, event);
    }

    /** Goes back to where another history parts from this one. Returns null if that cannot be proved. */
    @Nullable
    Rewrite rewrite(RoomState history) {
        List<Heard> heard = tail.all();
        Rewrite rewrite = Rewrite.between(heard, history);
        if (rewrite == null) {
            return null;
        }
        tail.clear();
        for (Heard each : heard) {
            if (each.position().offset() <= rewrite.parting()) {
                tail.add(each, owner.now());
            }
        }
        lost.add(rewrite);
        return rewrite;
    }

    /** Shows the members of another history, with those changes that will be appended again. Local users who are none are closed. */
    void settleMembers(RoomState history) {
        List<Room.Member> members = RoomState.membersOf(history.members());
        boolean asTheyAre = lost.awaitUntil(owner.now() + owner.leaseTicks());
        for (ChatUser user : room.reconcile(asTheyAre ? members : lost.membersAfter(members))) {
            user.session().close(ClusterReasons.ROOM_LOST);
        }
    }

    /** Whether lost members have been waited for long enough, so that they are to be asked for as they are. */
    boolean settle() {
        return lost.settle(owner.now());
    }

    boolean isSettling() {
        return lost.isSettling();
    }

    void clear() {
        tail.clear();
        lost.clear();
    }
}

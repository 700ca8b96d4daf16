package io.onesend.chat.room;

import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.List;

/** What one user is told of a room, beside what all hear: who is there, what was said before, and what the user has missed. */
@LogicThread
public final class RoomBriefing {

    private final OwningThread owner;
    private final int number;
    private final RoomMembers members;
    private final LocalMembers locals;

    RoomBriefing(OwningThread owner, int number, RoomMembers members, LocalMembers locals) {
        this.owner = owner;
        this.number = number;
        this.members = members;
        this.locals = locals;
    }

    /** Who is in the room, and how far the room is. */
    public void list(ChatUser user) {
        assert owner.isCurrent();
        list(user, members.listed());
    }

    /** The same for a newcomer, who is last in its list. It may have become a member before others did. */
    void listWithNewcomer(ChatUser newcomer) {
        assert owner.isCurrent();
        list(newcomer, members.listedWithLast(newcomer.uniqueId()));
    }

    private void list(ChatUser user, List<RoomUserListNotify.User> all) {
        RoomUserListNotify.listing(all).forEach(user::send);
        if (user.has(Features.POSITIONS)) {
            user.send(locals.position());
        }
    }

    /**
     * What was said before a newcomer came in, the oldest first. A client that does not know {@link RoomHistoryNotify} takes it
     * for new.
     */
    public void past(ChatUser newcomer, List<RoomEvent.Said> said) {
        assert owner.isCurrent();
        if (newcomer.knowsFeatures() && !said.isEmpty()) {
            newcomer.send(new RoomHistoryNotify(said.size()));
        }
        said.forEach(each -> newcomer.send(packetOf(each)));
    }

    /** Whether a member gets a packet of this event. */
    @AnyThread
    public static boolean isTold(RoomEvent event) {
        return !(event instanceof RoomEvent.Moved);
    }

    /** An event that a user has missed, of those that {@link #isTold}. */
    public void missed(ChatUser user, RoomEvent event, long offset, long tag) {
        assert owner.isCurrent();
        if (user.has(Features.POSITIONS)) {
            user.send(packetOf(event), new RoomPositionNotify(offset, tag));
        } else {
            user.send(packetOf(event));
        }
    }

    /**
     * That a user has missed events for good, then who is in the room now.
     *
     * @param fromOffset of the first one
     */
    public void gap(ChatUser user, long fromOffset, RoomGapNotify.Reason why) {
        assert owner.isCurrent();
        user.send(new RoomGapNotify(number, fromOffset, locals.position().offset(), why));
        list(user);
    }

    private static ServerPacket packetOf(RoomEvent event) {
        if (event instanceof RoomEvent.Said said) {
            return new RoomChatNotify(said.userId(), said.text());
        } else if (event instanceof RoomEvent.Entered entered) {
            return new RoomNewUserNotify(entered.uniqueId(), entered.userId());
        } else if (event instanceof RoomEvent.Left left) {
            return new RoomLeaveUserNotify(left.uniqueId());
        }
        throw new IllegalArgumentException(
                "no packet tells of " + event.getClass().getSimpleName());
    }
}

package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import org.jspecify.annotations.Nullable;

/** Handles enter, leave and chat, for users in the state that the protocol's table asks for. */
@LogicThread
public final class RoomHandler {

    private final OwningThread owner = new OwningThread();
    private final RoomDirectory rooms;
    private final ChatCounters counters;
    private final @Nullable RoomReturns returns;

    public RoomHandler(RoomDirectory rooms, ChatCounters counters) {
        this(rooms, counters, null);
    }

    /**
     * Makes the handler of a host.
     *
     * @param returns null: nobody can come back
     */
    public RoomHandler(RoomDirectory rooms, ChatCounters counters, @Nullable RoomReturns returns) {
        this.rooms = rooms;
        this.returns = returns;
        this.counters = counters;
    }

    /** For a user who is logged in and in no room: checks that the room exists; its order decides whether there is a place. */
    public void enter(ChatUser user, RoomEnterRequest request) {
        assert owner.isCurrent();
        Room room = rooms.find(request.roomNumber());
        if (room == null) {
            user.send(new RoomEnterResponse(ResultCode.ROOM_INVALID_INDEX));
        } else {
            room.enter(user);
        }
    }

    /** For a user who has just come back, and is suspended: into the room that it was in, if it was in one. */
    public void resume(ChatUser user, ResumeRequest request, UserClaims.TakenOver taken) {
        assert owner.isCurrent();
        if (returns == null) {
            throw new IllegalStateException("nobody can come back to a host that is alone");
        }
        Room room = rooms.find(request.roomNumber());
        if (taken.before() != null) {
            replace(taken.before(), room);
        }
        if (room == null) {
            returns.bringBack(user, taken.settled());
        } else {
            returns.bringBack(
                    room, user, new RoomReturns.Return(request.offset(), request.tag(), taken.host(), taken.settled()));
        }
    }

    /** The user goes on in this room on another session: it stays a member, or leaves the one in which it was. */
    private void replace(ChatUser before, @Nullable Room room) {
        if (room != null && (before.roomNumber() == room.number() || before.roomNumber() == ChatUser.NO_ROOM)) {
            before.replacedIn(room.number());
        } else {
            disconnected(before);
            before.disconnected();
        }
    }

    /** For a user in a room. */
    public void leave(ChatUser user) {
        assert owner.isCurrent();
        roomOf(user).leave(user);
    }

    /**
     * For a user in a room: checks the message first, then the rate. So a refused message takes nothing off the rate, and one
     * refused for its content is not tried again in vain.
     */
    public void chat(ChatUser user, RoomChatRequest request) {
        assert owner.isCurrent();
        String message = request.message();
        if (message == null || message.isEmpty()) {
            rooms.order().reject(roomOf(user), user, ResultCode.CHAT_INVALID_MESSAGE);
        } else if (!user.mayChat()) {
            counters.rateLimited();
            rooms.order().reject(roomOf(user), user, ResultCode.ROOM_TOO_MANY_PACKET);
        } else {
            roomOf(user).chat(user, message);
        }
    }

    /** The session ended, in a room or not. */
    public void disconnected(ChatUser user) {
        assert owner.isCurrent();
        if (user.state() == ChatUser.State.IN_ROOM) {
            roomOf(user).disconnected(user);
        }
    }

    private Room roomOf(ChatUser user) {
        Room room = rooms.find(user.roomNumber());
        if (room == null) {
            throw new IllegalStateException("session " + user.session().id() + " is in a room that does not exist");
        }
        return room;
    }
}

package io.onesend.chat.room;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of one room in order of entry, and the only class that knows who receives a message.
 *
 * <p>A send may close its session, over a byte limit. That changes nothing here at once: the session's onDisconnect comes through
 * the logic loop, after whatever is being done now, and takes the user out then. So members never change during an iteration, and
 * packets offered to a member closed meanwhile are simply lost.
 */
@LogicThread
public final class Room {

    private final OwningThread owner;
    private final int number;
    private final int maxUsers;
    private final PacketRegistry<?, ServerPacket> registry;
    private final ChatCounters counters;

    private final List<ChatUser> members = new ArrayList<>();

    /** The members' sessions at the same places, to be sent to together. */
    private final List<Session> sessions = new ArrayList<>();

    Room(
            int number,
            int maxUsers,
            PacketRegistry<?, ServerPacket> registry,
            ChatCounters counters,
            OwningThread owner) {
        this.owner = owner;
        this.number = number;
        this.maxUsers = maxUsers;
        this.registry = registry;
        this.counters = counters;
    }

    public boolean isFull() {
        assert owner.isCurrent();
        return members.size() >= maxUsers;
    }

    public void enter(ChatUser newcomer) {
        assert owner.isCurrent();
        newcomer.send(new RoomEnterResponse(ResultCode.NONE));
        sendToAll(new RoomNewUserNotify(newcomer.uniqueId(), newcomer.userId()));
        newcomer.entered(number);
        add(newcomer);
        for (RoomUserListNotify part : RoomUserListNotify.listing(listed())) {
            newcomer.send(part);
        }
    }

    public void leave(ChatUser leaver) {
        assert owner.isCurrent();
        remove(leaver);
        leaver.left();
        leaver.send(new RoomLeaveResponse(ResultCode.NONE));
        sendToAll(new RoomLeaveUserNotify(leaver.uniqueId()));
    }

    /** A member's connection is lost. */
    public void disconnected(ChatUser member) {
        assert owner.isCurrent();
        remove(member);
        sendToAll(new RoomLeaveUserNotify(member.uniqueId()));
    }

    public void chat(ChatUser sender, String message) {
        assert owner.isCurrent();
        sender.send(new RoomChatResponse(ResultCode.NONE));
        sendToAll(new RoomChatNotify(sender.userId(), message));
        counters.message(members.size());
    }

    /** The hot path: encodes once, then offers the packet to each queue. */
    private void sendToAll(ServerPacket packet) {
        if (sessions.isEmpty()) {
            return;
        }
        try (EncodedPacket encoded = registry.encode(packet)) {
            Session.sendToAll(sessions, encoded);
        }
    }

    private void add(ChatUser user) {
        members.add(user);
        sessions.add(user.session());
        if (members.size() == 1) {
            counters.roomTaken();
        }
    }

    private void remove(ChatUser user) {
        int place = members.indexOf(user);
        if (place < 0) {
            throw new IllegalStateException("session " + user.session().id() + " is not in room " + number);
        }
        members.remove(place);
        sessions.remove(place);
        if (members.isEmpty()) {
            counters.roomEmptied();
        }
    }

    private List<RoomUserListNotify.User> listed() {
        List<RoomUserListNotify.User> users = new ArrayList<>(members.size());
        for (ChatUser member : members) {
            users.add(new RoomUserListNotify.User(member.uniqueId(), member.userId()));
        }
        return users;
    }
}

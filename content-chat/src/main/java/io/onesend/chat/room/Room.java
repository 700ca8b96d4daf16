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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The users of one room in order of entry, and the only class that knows who receives a message. What a user wants to do here
 * becomes an event that the {@link RoomOrder} decides on; only then it changes the room.
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
    private final RoomOrder order;
    private final PacketRegistry<?, ServerPacket> registry;
    private final ChatCounters counters;

    private final List<ChatUser> members = new ArrayList<>();

    /** The members' sessions at the same places, to be sent to together. */
    private final List<Session> sessions = new ArrayList<>();

    Room(
            int number,
            int maxUsers,
            RoomOrder order,
            PacketRegistry<?, ServerPacket> registry,
            ChatCounters counters,
            OwningThread owner) {
        this.owner = owner;
        this.number = number;
        this.maxUsers = maxUsers;
        this.order = order;
        this.registry = registry;
        this.counters = counters;
    }

    boolean isFull() {
        assert owner.isCurrent();
        return members.size() >= maxUsers;
    }

    // ---- what users want: proposed to the order

    /** For a user in no room. */
    public void enter(ChatUser newcomer) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Entered(newcomer.uniqueId(), newcomer.userId()), newcomer);
    }

    /** For a member. */
    public void leave(ChatUser leaver) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Left(leaver.uniqueId()), leaver);
    }

    /** A member's connection is lost: nobody waits for an answer. */
    public void disconnected(ChatUser member) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Left(member.uniqueId()), null);
    }

    /** For a member. */
    public void chat(ChatUser sender, String text) {
        assert owner.isCurrent();
        order.propose(this, new RoomEvent.Said(sender.uniqueId(), sender.userId(), text), sender);
    }

    // ---- what the order decides

    /** It is this event's turn. The user who waits is answered first, then the members are told; of a move they are not. */
    void apply(RoomEvent event, @Nullable ChatUser waiting) {
        assert owner.isCurrent();
        if (event instanceof RoomEvent.Said said) {
            applySaid(said, waiting);
        } else if (event instanceof RoomEvent.Left left) {
            applyLeft(left, waiting);
        } else if (event instanceof RoomEvent.Entered entered) {
            applyEntered(entered, Objects.requireNonNull(waiting));
        }
    }

    /** The newcomer does not come in. */
    void refuseEntry(ChatUser newcomer, ResultCode why) {
        assert owner.isCurrent();
        newcomer.send(new RoomEnterResponse(why));
    }

    private void applySaid(RoomEvent.Said event, @Nullable ChatUser sender) {
        if (sender != null) {
            sender.send(new RoomChatResponse(ResultCode.NONE));
        }
        sendToAll(new RoomChatNotify(event.userId(), event.text()));
        counters.message(members.size());
    }

    private void applyEntered(RoomEvent.Entered event, ChatUser newcomer) {
        newcomer.send(new RoomEnterResponse(ResultCode.NONE));
        sendToAll(new RoomNewUserNotify(event.uniqueId(), event.userId()));
        newcomer.entered(number);
        add(newcomer);
        for (RoomUserListNotify part : RoomUserListNotify.listing(listed())) {
            newcomer.send(part);
        }
    }

    private void applyLeft(RoomEvent.Left event, @Nullable ChatUser leaver) {
        remove(event.uniqueId());
        if (leaver != null) {
            leaver.left();
            leaver.send(new RoomLeaveResponse(ResultCode.NONE));
        }
        sendToAll(new RoomLeaveUserNotify(event.uniqueId()));
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

    private void remove(long uniqueId) {
        int place = placeOf(uniqueId);
        if (place < 0) {
            throw new IllegalStateException("user " + uniqueId + " is not in room " + number);
        }
        members.remove(place);
        sessions.remove(place);
        if (members.isEmpty()) {
            counters.roomEmptied();
        }
    }

    private int placeOf(long uniqueId) {
        for (int place = 0; place < members.size(); place++) {
            if (members.get(place).uniqueId() == uniqueId) {
                return place;
            }
        }
        return -1;
    }

    private List<RoomUserListNotify.User> listed() {
        List<RoomUserListNotify.User> users = new ArrayList<>(members.size());
        for (ChatUser member : members) {
            users.add(new RoomUserListNotify.User(member.uniqueId(), member.userId()));
        }
        return users;
    }
}

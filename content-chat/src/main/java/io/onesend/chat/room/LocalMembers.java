package io.onesend.chat.room;

import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of one room whose sessions are on this host: those that a message is sent to. */
@LogicThread
final class LocalMembers {

    private final PacketRegistry<?, ServerPacket> registry;
    private final ChatCounters counters;
    private final List<ChatUser> users = new ArrayList<>();

    /** The sessions of those who get packets alone, to be sent to together. If they are all, they have their users' places. */
    private final List<Session> sessions = new ArrayList<>();

    /** The sessions of those who get a position behind each packet. */
    private final List<Session> positioned = new ArrayList<>();

    private long offset;
    private long tag;

    LocalMembers(PacketRegistry<?, ServerPacket> registry, ChatCounters counters) {
        this.registry = registry;
        this.counters = counters;
    }

    int size() {
        return users.size();
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    Set<Long> ids() {
        return users.stream()
                .filter(user -> user.session().isOpen())
                .map(ChatUser::uniqueId)
                .collect(Collectors.toSet());
    }

    /** How far the room is, from now on. */
    void at(long newOffset, long newTag) {
        offset = newOffset;
        tag = newTag;
    }

    RoomPositionNotify position() {
        return new RoomPositionNotify(offset, tag);
    }

    /** The hot path: encodes once, then offers the packet to each queue. */
    void send(ServerPacket packet) {
        if (!sessions.isEmpty()) {
            try (EncodedPacket encoded = registry.encode(packet)) {
                Session.sendToAll(sessions, encoded);
            }
        }
        if (!positioned.isEmpty()) {
            sendWithPosition(packet);
        }
    }

    /** Never dropped: the next position would say that it was heard. A receiver without space is closed, and can resume. */
    private void sendWithPosition(ServerPacket packet) {
        try (EncodedPacket both = registry.encodeTogether(packet, position(), Delivery.MUST_DELIVER)) {
            Session.sendToAll(positioned, both);
        }
    }

    /** Sends what is only a part of the way to the position. */
    void sendOnTheWay(ServerPacket packet) {
        try (EncodedPacket encoded = registry.encode(packet)) {
            Session.sendToAll(sessions, encoded);
            Session.sendToAll(positioned, encoded);
        }
    }

    /** Says that all of the way to the position was sent. */
    void sendPosition() {
        if (!positioned.isEmpty()) {
            try (EncodedPacket encoded = registry.encode(position())) {
                Session.sendToAll(positioned, encoded);
            }
        }
    }

    void add(ChatUser user) {
        users.add(user);
        sessionsOf(user).add(user.session());
        if (users.size() == 1) {
            counters.roomTaken();
        }
    }

    /** Takes this very user out, if it is here. */
    @SuppressWarnings("ReferenceEquality") // The same session's user, not one of the same name.
    void remove(ChatUser user) {
        for (int place = 0; place < users.size(); place++) {
            if (users.get(place) == user) {
                removeAt(place);
                return;
            }
        }
    }

    /**
     * Takes the user with this number out and returns it; null: it is not here.
     *
     * @param likely the place to look at first: on a host that is alone, a user's place among all members
     */
    @Nullable
    ChatUser remove(long uniqueId, int likely) {
        if (likely < users.size() && users.get(likely).uniqueId() == uniqueId) {
            return removeAt(likely);
        }
        for (int place = 0; place < users.size(); place++) {
            if (users.get(place).uniqueId() == uniqueId) {
                return removeAt(place);
            }
        }
        return null;
    }

    /** Takes out and returns all whose numbers are not among the members. */
    List<ChatUser> removeAllBut(List<Room.Member> members) {
        Set<Long> kept = members.stream().map(Room.Member::uniqueId).collect(Collectors.toSet());
        List<ChatUser> others = new ArrayList<>(users);
        others.removeIf(user -> kept.contains(user.uniqueId()));
        others.forEach(this::remove);
        return others;
    }

    /** Takes out and returns all. */
    List<ChatUser> removeAll() {
        return removeAllBut(List.of());
    }

    @SuppressWarnings("ReferenceEquality") // The same session, not an equal one.
    private ChatUser removeAt(int place) {
        ChatUser removed = users.remove(place);
        List<Session> theirs = sessionsOf(removed);
        if (place < theirs.size() && theirs.get(place) == removed.session()) {
            theirs.remove(place);
        } else {
            theirs.remove(removed.session());
        }
        if (users.isEmpty()) {
            counters.roomEmptied();
        }
        return removed;
    }

    private List<Session> sessionsOf(ChatUser user) {
        return user.has(Features.POSITIONS) ? positioned : sessions;
    }
}

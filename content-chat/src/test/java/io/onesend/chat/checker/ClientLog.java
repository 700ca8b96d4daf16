package io.onesend.chat.checker;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one client said, what it was answered, and what it heard in its rooms. No text is said twice. One thread at a time. */
public final class ClientLog {

    /** What a client knows of a text that it said. */
    public enum Fate {
        ACCEPTED,
        REFUSED,
        /** Not answered, or answered that nobody knows. */
        UNKNOWN
    }

    /** How a stay ended. */
    public enum End {
        STILL_THERE,
        LEFT,
        /** The connection ended, or the server closed it: what follows was not heard. */
        CLOSED
    }

    /** What was heard from an entry to the leave, or to the end. */
    public static final class Stay {
        private final int room;
        private final List<User> members = new ArrayList<>();
        private final List<ServerPacket> heard = new ArrayList<>();
        private End end = End.STILL_THERE;

        Stay(int room) {
            this.room = room;
        }

        public int room() {
            return room;
        }

        /** The list that came with the entry, in its order, this client last; empty if the connection ended before it came. */
        public List<User> members() {
            return Collections.unmodifiableList(members);
        }

        /** Who entered, who left and what was said. */
        public List<ServerPacket> heard() {
            return Collections.unmodifiableList(heard);
        }

        public End end() {
            return end;
        }

        /** The number of this client. */
        long uniqueId() {
            return members.get(members.size() - 1).userUniqueId();
        }
    }

    private final String name;
    private final Map<String, Fate> fates = new LinkedHashMap<>();
    private final List<Stay> stays = new ArrayList<>();

    public ClientLog(String name) {
        this.name = name;
    }

    /** The client sends a text. */
    public void said(String text) {
        if (fates.put(text, Fate.UNKNOWN) != null) {
            throw new IllegalArgumentException(name + " said this before: " + text);
        }
    }

    /** The client was answered for a text. */
    public void answered(String text, ResultCode result) {
        Fate fate = result == ResultCode.NONE
                ? Fate.ACCEPTED
                : result == ResultCode.CHAT_BACKEND_UNAVAILABLE ? Fate.UNKNOWN : Fate.REFUSED;
        if (fates.replace(text, fate) == null) {
            throw new IllegalArgumentException(name + " never said this: " + text);
        }
    }

    /** The client was answered that it is in a room. */
    public void entered(int room) {
        stays.add(new Stay(room));
    }

    /** A notify came: 208, 209, 217 or 223. */
    public void received(ServerPacket notify) {
        Stay stay = last();
        if (notify instanceof RoomUserListNotify list) {
            stay.members.addAll(list.users());
        } else {
            stay.heard.add(notify);
        }
    }

    /** The client was answered that it has left. */
    public void left() {
        last().end = End.LEFT;
    }

    /** The connection has ended. */
    public void closed() {
        if (!stays.isEmpty() && last().end == End.STILL_THERE) {
            last().end = End.CLOSED;
        }
    }

    public Map<String, Fate> fates() {
        return Collections.unmodifiableMap(fates);
    }

    public List<Stay> stays() {
        return Collections.unmodifiableList(stays);
    }

    private Stay last() {
        return stays.get(stays.size() - 1);
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.onesend.chat.checker;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one client said, what it was answered, and what it heard in its rooms. No text is said twice. One thread at a time. */
public final class ClientLog {

    /** What a client knows of a text that it said. */
    public enum Fate {
        ACCEPTED,
        REFUSED,
        /** Not answered, or answered that nobody knows. */
        UNKNOWN,
        /** Neither answered before the connection ended nor among all that was replayed after it: it must never appear. */
        NEVER
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
        private final @Nullable String gapOf;
        private End end = End.STILL_THERE;
        private boolean resumed;
        private @Nullable RoomPositionNotify begin;

        Stay(int room, @Nullable String gapOf) {
            this.room = room;
            this.gapOf = gapOf;
        }

        public int room() {
            return room;
        }

        /**
         * The list that came with the entry, in its order, this client last; empty if the connection ended before it came. Behind a
         * gap the list that came then.
         */
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

        /** Whether the client was on more than one connection, so that it may have left and entered meanwhile. */
        boolean isResumed() {
            return resumed;
        }

        /** Whether the client was told all that belongs to a beginning. */
        boolean hasBegun() {
            return !members.isEmpty() && (gapOf == null || begin != null);
        }

        /** The position that came with the list; null: the client gets none. */
        @Nullable
        RoomPositionNotify first() {
            return begin;
        }

        /** Where a stay begins that follows on a gap; null: with its entry. */
        @Nullable
        RoomPositionNotify begin() {
            return gapOf == null ? null : begin;
        }

        /** The number of this client when the stay began. */
        long uniqueId() {
            long last = members.get(members.size() - 1).userUniqueId();
            return members.stream()
                    .filter(user -> user.userId().equals(gapOf))
                    .mapToLong(User::userUniqueId)
                    .reduce((one, other) -> other)
                    .orElse(last);
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
        stays.add(new Stay(room, null));
    }

    /** The client was told that it has missed something for good. A new list follows, and the position of what it hears from then on. */
    public void missedSomething(String userId) {
        int room = last().room;
        closed();
        stays.add(new Stay(room, userId));
    }

    /** The client goes on in its room on another connection. */
    public void resumed() {
        last().resumed = true;
    }

    /** Everything missed was replayed, and a text that was not answered is not in it. */
    public void neverSaid(String text) {
        if (fates.replace(text, Fate.NEVER) != Fate.UNKNOWN) {
            throw new IllegalArgumentException(name + " knew what had become of this: " + text);
        }
    }

    /** A notify came: 208, 209, 217, 223 or 236. */
    public void received(ServerPacket notify) {
        Stay stay = last();
        if (notify instanceof RoomUserListNotify list) {
            stay.members.addAll(list.users());
        } else if (notify instanceof RoomPositionNotify position) {
            stay.begin = stay.begin == null ? position : stay.begin;
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

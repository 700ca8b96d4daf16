package io.onesend.chat.checker;

import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;

/** Goes through a stream from its beginning, and knows the members behind each event. */
final class StreamReplay {

    private final CheckRules rules;
    private final RoomStream stream;
    private final List<User> members = new ArrayList<>();

    StreamReplay(CheckRules rules, RoomStream stream) {
        this.rules = rules;
        this.stream = stream;
    }

    /** The members behind the event at a place of the list of entries. */
    static List<User> membersAt(RoomStream stream, int place) {
        StreamReplay replay = new StreamReplay(CheckRules.strict(Integer.MAX_VALUE), stream);
        Tally ignored = new Tally();
        stream.entries().subList(0, place + 1).forEach(entry -> replay.go(entry, ignored));
        return replay.members;
    }

    /** Offsets without a hole; nobody enters twice or leaves without having entered; never over the limit. */
    void check(Tally tally) {
        long offset = 0;
        for (RoomStream.Entry entry : stream.entries()) {
            if (entry.offset() != ++offset) {
                tally.wrong("room " + stream.room() + " has offset " + entry.offset() + " at place " + offset);
                offset = entry.offset();
            }
            go(entry, tally);
            if (members.size() > rules.maxUsers()) {
                tally.wrong(members.size() + " members" + at(entry));
            }
        }
    }

    private void go(RoomStream.Entry entry, Tally tally) {
        RoomEvent event = entry.event();
        if (event instanceof RoomEvent.Entered entered) {
            if (has(entered.uniqueId())) {
                tally.wrong(entered.userId() + " entered twice" + at(entry));
            }
            members.add(new User(entered.uniqueId(), entered.userId()));
        } else if (event instanceof RoomEvent.Left left) {
            if (!members.removeIf(user -> user.userUniqueId() == left.uniqueId())) {
                tally.wrong(left.uniqueId() + " left without having entered" + at(entry));
            }
        } else if (event instanceof RoomEvent.Moved moved && !has(moved.uniqueId())) {
            tally.wrong(moved.uniqueId() + " moved without having entered" + at(entry));
        }
    }

    private boolean has(long uniqueId) {
        return members.stream().anyMatch(user -> user.userUniqueId() == uniqueId);
    }

    private String at(RoomStream.Entry entry) {
        return " at offset " + entry.offset() + " of room " + stream.room();
    }
}

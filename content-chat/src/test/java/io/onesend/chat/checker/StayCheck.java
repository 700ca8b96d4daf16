package io.onesend.chat.checker;

import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what one client heard in a room with the stream behind one of its entries. */
final class StayCheck {

    /** The place of a stay that begins before the first event of its stream. */
    static final int BEFORE_ALL = -1;

    private final CheckRules rules;
    private final List<RoomStream.Entry> entries;
    private final int entry;
    private final ClientLog.Stay stay;
    private final String where;
    private final List<User> listed;
    private final List<User> finallyThere;
    private final Tally tally = new Tally();

    /** The places of what can be heard, by what it is. */
    private final Map<String, Deque<Integer>> places = new HashMap<>();

    private final BitSet heard = new BitSet();

    /** Places of leaves of members whom the list lacks rightly. */
    private final BitSet notInterested = new BitSet();

    StayCheck(CheckRules rules, RoomStream stream, int entry, ClientLog log, ClientLog.Stay stay) {
        this.rules = rules;
        this.entries = stream.entries();
        this.entry = entry;
        this.stay = stay;
        where = " by " + log + " in room " + stay.room();
        listed = StreamReplay.membersAt(stream, entry);
        finallyThere = StreamReplay.membersAt(stream, entries.size() - 1);
    }

    Tally check() {
        if (rules.comparesMembers()) {
            checkList();
        }
        for (int place = isRewritten(entry) ? 0 : entry + 1; place < entries.size(); place++) {
            String key = keyOf(entries.get(place).event());
            if (key != null && place != entry && !notInterested.get(place)) {
                places.computeIfAbsent(key, unused -> new ArrayDeque<>()).add(place);
            }
        }
        followHeard();
        int last = lastToBeHeard();
        for (int place = entry + 1; place <= last; place++) {
            RoomEvent event = entries.get(place).event();
            if (keyOf(event) != null && !isOwnComing(event) && !heard.get(place) && !isExcused(place)) {
                tally.missing(event + where);
            }
        }
        checkView();
        return tally;
    }

    /** The list of members, this client last; without those who have left since, if the host may have caught up then. */
    private void checkList() {
        List<User> expected = new ArrayList<>(listed);
        listed.stream().filter(this::isNewcomer).forEach(self -> {
            expected.remove(self);
            expected.add(self);
        });
        expected.removeIf(user -> rules.linksBroke() && !stay.members().contains(user) && hasLeft(user));
        if (!expected.equals(stay.members())) {
            tally.wrong("the list" + where + ": " + stay.members() + ", and the room had " + listed);
        }
    }

    private boolean isNewcomer(User user) {
        return stay.begin() == null && user.userUniqueId() == stay.uniqueId();
    }

    private boolean hasLeft(User user) {
        for (int place = entry + 1; place < entries.size(); place++) {
            if (entries.get(place).event().equals(new RoomEvent.Left(user.userUniqueId()))) {
                notInterested.set(place);
                return true;
            }
        }
        return false;
    }

    private boolean isExcused(int place) {
        if (notInterested.get(place)) {
            return true;
        }
        RewrittenEvent takenOut = rules.rewritten().get(entries.get(place).tag());
        return takenOut != null
                && (stay.end() != ClientLog.End.STILL_THERE
                        || isRewritten(entry)
                        || beginsUncertain()
                        || offsetOf(entry) >= takenOut.from());
    }

    /** Whether the client came back while its host waited for events to come again: it does not hear those that the host had heard. */
    private boolean beginsUncertain() {
        RoomPositionNotify begin = stay.begin();
        return begin != null && begin.tag() < 0;
    }

    private long offsetOf(int place) {
        return place == BEFORE_ALL ? 0 : entries.get(place).offset();
    }

    private void followHeard() {
        int before = -1;
        for (ServerPacket packet : stay.heard()) {
            String key = keyOf(packet);
            if (key == null) {
                continue;
            }
            Deque<Integer> left = places.get(key);
            if (left == null) {
                if (!(packet instanceof RoomChatNotify chat && rules.mayVanish(chat.message()))) {
                    tally.vanished(key + where);
                }
            } else if (left.isEmpty()) {
                tally.repeated(key + where);
            } else {
                int place = left.remove();
                heard.set(place);
                if (!isRewritten(place)) {
                    if (place < before) {
                        tally.reordered(key + where);
                    }
                    before = place;
                }
            }
        }
    }

    /** The last place that this client must have heard. */
    private int lastToBeHeard() {
        if (stay.end() == ClientLog.End.STILL_THERE) {
            return entries.size() - 1;
        }
        if (stay.end() == ClientLog.End.LEFT && !stay.isResumed() && !rules.linksBroke() && rules.comparesMembers()) {
            for (int place = entry + 1; place < entries.size(); place++) {
                if (entries.get(place).event() instanceof RoomEvent.Left left && left.uniqueId() == stay.uniqueId()) {
                    return place;
                }
            }
            tally.missing("a leave" + where);
        }
        int last = heard.length() - 1;
        while (last > entry && (!heard.get(last) || isRewritten(last))) {
            last--;
        }
        return last;
    }

    /** The list that came with the entry and the notifies must fit together; who is there to the end must know who else is. */
    private void checkView() {
        Map<Long, String> view = new LinkedHashMap<>();
        stay.members().forEach(user -> view.put(user.userUniqueId(), user.userId()));
        for (ServerPacket packet : stay.heard()) {
            boolean fits = true;
            if (packet instanceof RoomNewUserNotify entered) {
                fits = view.put(entered.userUniqueId(), entered.userId()) == null;
            } else if (packet instanceof RoomLeaveUserNotify left) {
                fits = view.remove(left.userUniqueId()) != null;
            }
            if (!fits) {
                tally.wrong(packet + " does not fit what was heard before" + where);
            }
        }
        if (stay.end() == ClientLog.End.STILL_THERE) {
            Map<Long, String> there = new LinkedHashMap<>();
            finallyThere.forEach(user -> there.put(user.userUniqueId(), user.userId()));
            if (!view.equals(there)) {
                tally.wrong("in the end the members are " + view + where + ", and the room has " + there);
            }
        }
    }

    private boolean isRewritten(int place) {
        return place != BEFORE_ALL
                && rules.rewritten().containsKey(entries.get(place).tag());
    }

    private boolean isOwnComing(RoomEvent event) {
        return event.uniqueId() == stay.uniqueId() && !(event instanceof RoomEvent.Said);
    }

    /** What tells one event from others; null for what is not heard or not compared. */
    private @Nullable String keyOf(RoomEvent event) {
        if (event instanceof RoomEvent.Said said) {
            return "said " + said.userId() + ' ' + said.text();
        } else if (!rules.comparesMembers()) {
            return null;
        } else if (event instanceof RoomEvent.Entered entered) {
            return "entered " + entered.uniqueId() + ' ' + entered.userId();
        }
        return event instanceof RoomEvent.Left left ? "left " + left.uniqueId() : null;
    }

    private @Nullable String keyOf(ServerPacket packet) {
        if (packet instanceof RoomChatNotify chat) {
            return keyOf(new RoomEvent.Said(0, chat.userId(), chat.message()));
        } else if (packet instanceof RoomNewUserNotify entered) {
            return keyOf(new RoomEvent.Entered(entered.userUniqueId(), entered.userId()));
        } else if (packet instanceof RoomLeaveUserNotify left) {
            return keyOf(new RoomEvent.Left(left.userUniqueId()));
        }
        throw new IllegalArgumentException("not heard in a room: " + packet);
    }
}

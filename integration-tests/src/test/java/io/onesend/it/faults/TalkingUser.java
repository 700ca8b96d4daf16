package io.onesend.it.faults;

import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user who enters one room and says one text after the other, each once the one before it is answered, on whatever connection
 * there is. Everything is kept in a log. On the loop of the load's clients only.
 */
final class TalkingUser {

    /** What a user does besides talking. */
    enum Habit {
        STAYS,
        /** Leaves the room now and then, and enters it again at once. */
        WANDERS,
        /** Stays, and resumes the session when a connection ends. */
        RESUMES
    }

    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(100);

    /** 20 texts a second at most, well below the rate that a host allows. */
    private static final Duration BETWEEN_TEXTS = Duration.ofMillis(50);

    private static final int TEXTS_OF_A_STAY = 15;

    private final ChatLoad load;
    private final String id;
    private final int home;
    private final int room;
    private final Habit habit;
    private final UserConnection connection;
    private final ClientLog log;

    /** The members as the notifies tell them, by their numbers; empty: not in the room. */
    private final Set<Long> view = new HashSet<>();

    private @Nullable ChatLine line;
    private long uniqueId;
    private boolean talks = true;
    private boolean waits;
    private int texts;
    private int lostConnections;
    private long lastAcceptedSaidAt;
    private String lastSaid = "";
    private String lastHeard = "";
    private boolean hasHeardOwn;

    /** Something is missing for good: what is heard now does not follow on what was heard before, until the next entry. */
    private boolean hasGap;

    /**
     * Makes a user who does nothing yet.
     *
     * @param home the host that it prefers
     */
    TalkingUser(ChatLoad load, String id, int home, int room, Habit habit) {
        this.load = load;
        this.id = id;
        this.home = home;
        this.room = room;
        this.habit = habit;
        connection = habit == Habit.RESUMES ? new ResumingConnection(load, this) : new PlainConnection(load, this);
        log = new ClientLog(id);
    }

    String id() {
        return id;
    }

    ClientLog log() {
        return log;
    }

    int home() {
        return home;
    }

    int room() {
        return room;
    }

    Habit habit() {
        return habit;
    }

    boolean isInRoom() {
        return line != null && !hasGap && !view.isEmpty();
    }

    /** The number that the others in the room know this user by. */
    long uniqueId() {
        return uniqueId;
    }

    Set<Long> view() {
        return view;
    }

    /** How often the server has ended a connection, or was gone. */
    int lostConnections() {
        return lostConnections;
    }

    /** When the latest of the accepted texts was said, by {@link System#nanoTime}. */
    long lastAcceptedSaidAt() {
        return lastAcceptedSaidAt;
    }

    /** Whether a text that was said has no answer yet. */
    boolean waits() {
        return waits;
    }

    String lastHeard() {
        return lastHeard;
    }

    void start() {
        connection.start();
    }

    /** Says no more by itself. */
    void fallSilent() {
        talks = false;
    }

    void end() {
        connection.end();
    }

    // ---- what its connection tells

    void loggedIn(ChatLine on) {
        line = on;
        enter(on);
    }

    /** The connection has ended, and the stay in the room with it. */
    void lost() {
        log.closed();
        view.clear();
        interrupted();
    }

    /** The connection has ended, and the session has not. */
    void interrupted() {
        line = null;
        lostConnections++;
    }

    /**
     * The session goes on, on another connection. After a complete replay, a text that was neither answered nor replayed is in no
     * stream and never will be: that is as good as a refusal.
     */
    void resumed(ChatLine on, ResultCode how) {
        line = on;
        if (how == ResultCode.NONE && log.fates().get(lastSaid) == ClientLog.Fate.UNKNOWN) {
            log.answered(lastSaid, hasHeardOwn ? ResultCode.NONE : ResultCode.ROOM_TOO_MANY_PACKET);
        }
        switch (how) {
            case NONE, RESUME_UNKNOWN_TOKEN -> talk(on);
            case RESUME_INCOMPLETE -> leave(on);
            default -> {
                log.closed();
                view.clear();
                enter(on);
            }
        }
    }

    void heard(ServerPacket packet) {
        if (packet instanceof RoomGapNotify) {
            log.closed();
            hasGap = true;
        } else if (hasGap) {
            return;
        } else if (packet instanceof RoomUserListNotify list) {
            startStay(list);
        } else if (packet instanceof RoomNewUserNotify entered) {
            view.add(entered.userUniqueId());
            log.received(packet);
        } else if (packet instanceof RoomLeaveUserNotify left) {
            view.remove(left.userUniqueId());
            log.received(packet);
        } else if (packet instanceof RoomChatNotify chat) {
            lastHeard = chat.message();
            hasHeardOwn |= lastHeard.equals(lastSaid);
            log.received(packet);
        }
    }

    /** The list comes with an entry, and is a whole one: the rooms are small. The newest member, this user itself, ends it. */
    private void startStay(RoomUserListNotify list) {
        log.closed();
        log.entered(room);
        log.received(list);
        view.clear();
        list.users().forEach(user -> view.add(user.userUniqueId()));
        uniqueId = list.users().get(list.users().size() - 1).userUniqueId();
    }

    // ---- what it does

    private void enter(ChatLine on) {
        on.enter(room).whenComplete((result, broken) -> {
            if (result == ResultCode.NONE) {
                talk(on);
            } else if (result != null) {
                load.later(BEFORE_ANOTHER_ATTEMPT, () -> {
                    if (line == on) {
                        enter(on);
                    }
                });
            }
        });
    }

    private void talk(ChatLine on) {
        if (line != on || !talks) {
            return;
        }
        texts++;
        if (habit == Habit.WANDERS && texts % TEXTS_OF_A_STAY == 0) {
            leave(on);
        } else {
            say(on);
        }
    }

    private void leave(ChatLine on) {
        on.leave().whenComplete((result, broken) -> {
            if (result == ResultCode.NONE) {
                if (!hasGap) {
                    log.left();
                }
                hasGap = false;
                view.clear();
                enter(on);
            } else if (result != null) {
                throw new IllegalStateException(this + " was refused to leave: " + result);
            }
        });
    }

    /** Says one more text, which no one has said before. */
    String sayOnce() {
        if (line == null || waits) {
            throw new IllegalStateException(this + " cannot speak now");
        }
        texts++;
        say(line);
        return lastSaid;
    }

    private void say(ChatLine on) {
        String text = id + " says " + texts;
        long saidAt = System.nanoTime();
        lastSaid = text;
        hasHeardOwn = false;
        waits = true;
        log.said(text);
        on.chat(text).whenComplete((result, broken) -> {
            waits = false;
            if (result != null) {
                log.answered(text, result);
                if (result == ResultCode.NONE) {
                    lastAcceptedSaidAt = saidAt;
                }
                load.later(BETWEEN_TEXTS, () -> talk(on));
            }
        });
    }

    @Override
    public String toString() {
        return id + " of host " + home + " in room " + room + (isInRoom() ? ", who sees " + view : ", who is not in it")
                + (waits ? ", waits for an answer" : "");
    }
}

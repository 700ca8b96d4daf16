package io.onesend.it.faults;

import io.onesend.chat.ChatClient;
import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user who logs in, enters one room and says one text after the other, each once the one before it is answered; and who begins
 * again when the connection ends. Everything is kept in a log. On the loop of the load's clients only.
 */
final class TalkingUser {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofMillis(100);

    /** 20 texts a second at most, well below the rate that a host allows. */
    private static final Duration BETWEEN_TEXTS = Duration.ofMillis(50);

    private static final int TEXTS_OF_A_STAY = 15;

    private final ChatLoad load;
    private final String userId;
    private final int home;
    private final int room;
    private final boolean wanders;
    private final ClientLog log;

    /** The members as the notifies tell them, by their numbers; empty: not in the room. */
    private final Set<Long> view = new HashSet<>();

    private @Nullable ChatClient client;
    private long uniqueId;
    private boolean talks = true;
    private boolean ended;
    private boolean unanswered;
    private int texts;
    private int lostConnections;
    private long lastAcceptedSaidAt;
    private @Nullable String lastHeard;

    /**
     * Makes a user who does nothing yet.
     *
     * @param home the host that it prefers
     * @param wanders leaves the room now and then, and enters it again at once
     */
    TalkingUser(ChatLoad load, String userId, int home, int room, boolean wanders) {
        this.load = load;
        this.userId = userId;
        this.home = home;
        this.room = room;
        this.wanders = wanders;
        log = new ClientLog(userId);
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

    boolean isInRoom() {
        return !view.isEmpty();
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
        return unanswered;
    }

    @Nullable
    String lastHeard() {
        return lastHeard;
    }

    /** Says no more by itself. */
    void fallSilent() {
        talks = false;
    }

    /** Ends the connection for good. */
    void end() {
        ended = true;
        if (client != null) {
            client.close();
        }
    }

    void connect() {
        InetSocketAddress address = load.addressFor(home);
        if (ended) {
            return;
        } else if (address == null) {
            load.later(BEFORE_ANOTHER_ATTEMPT, this::connect);
            return;
        }
        ChatClient.connect(load.network(), address, CONNECT_TIMEOUT, new Connection())
                .whenCompleteAsync(
                        (connected, refused) -> {
                            if (refused != null) {
                                load.later(BEFORE_ANOTHER_ATTEMPT, this::connect);
                            } else if (ended) {
                                connected.close();
                            } else {
                                client = connected;
                                login(connected);
                            }
                        },
                        load.loop());
    }

    private void login(ChatClient on) {
        on.login(userId, ChatLoad.PASSWORD)
                .whenComplete((result, broken) -> next(on, result, this::login, this::enter));
    }

    private void enter(ChatClient on) {
        on.enter(room).whenComplete((result, broken) -> {
            if (result == ResultCode.NONE) {
                log.entered(room);
            }
            next(on, result, this::enter, this::talk);
        });
    }

    /** The next step, or the same again after a refusal; none if the connection has ended, which its listener hears too. */
    private void next(ChatClient on, @Nullable ResultCode result, Step same, Step next) {
        if (result == ResultCode.NONE) {
            next.on(on);
        } else if (result != null) {
            load.later(BEFORE_ANOTHER_ATTEMPT, () -> {
                if (client == on) {
                    same.on(on);
                }
            });
        }
    }

    @FunctionalInterface
    private interface Step {
        void on(ChatClient client);
    }

    private void talk(ChatClient on) {
        if (client != on || !talks) {
            return;
        } else if (wanders && texts % TEXTS_OF_A_STAY == TEXTS_OF_A_STAY - 1) {
            texts++;
            leave(on);
        } else {
            say(on);
        }
    }

    private void leave(ChatClient on) {
        on.leave().whenComplete((result, broken) -> {
            if (result == ResultCode.NONE) {
                log.left();
                view.clear();
                enter(on);
            } else if (result != null) {
                throw new IllegalStateException(this + " was refused to leave: " + result);
            }
        });
    }

    /** Says one more text, which no one has said before. */
    String sayOnce() {
        if (client == null || unanswered) {
            throw new IllegalStateException(this + " cannot speak now");
        }
        return say(client);
    }

    private String say(ChatClient on) {
        String text = userId + " says " + ++texts;
        long saidAt = System.nanoTime();
        unanswered = true;
        log.said(text);
        on.chat(text).whenComplete((result, broken) -> {
            unanswered = false;
            if (result != null) {
                log.answered(text, result);
                if (result == ResultCode.NONE) {
                    lastAcceptedSaidAt = saidAt;
                }
                load.later(BETWEEN_TEXTS, () -> talk(on));
            }
        });
        return text;
    }

    private void heard(ServerPacket packet) {
        if (packet instanceof RoomUserListNotify list) {
            list.users().forEach(user -> view.add(user.userUniqueId()));
            // The newest member, this user itself, ends the list.
            uniqueId = list.users().get(list.users().size() - 1).userUniqueId();
        } else if (packet instanceof RoomNewUserNotify entered) {
            view.add(entered.userUniqueId());
        } else if (packet instanceof RoomLeaveUserNotify left) {
            view.remove(left.userUniqueId());
        } else if (packet instanceof RoomChatNotify chat) {
            lastHeard = chat.message();
        } else {
            return;
        }
        log.received(packet);
    }

    /** One connection: what an earlier one says late changes nothing. */
    private final class Connection implements ChatClient.Listener {

        @Override
        public void onPacket(ServerPacket packet) {
            heard(packet);
        }

        @Override
        public void onDisconnect(DisconnectReason reason) {
            log.closed();
            view.clear();
            client = null;
            if (!ended) {
                lostConnections++;
                load.later(BEFORE_ANOTHER_ATTEMPT, TalkingUser.this::connect);
            }
        }
    }

    @Override
    public String toString() {
        return userId + " of host " + home + " in room " + room
                + (isInRoom() ? ", who sees " + view : ", who is not in it")
                + (unanswered ? ", waits for an answer" : "");
    }
}

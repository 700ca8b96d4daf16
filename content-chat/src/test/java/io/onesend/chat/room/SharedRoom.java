package io.onesend.chat.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.FakeSession;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.statistics.ChatCounters;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.LoginAttempt;
import io.onesend.chat.user.UserDirectory;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/** A room whose order decides nothing, and users of this host, who have the numbers 10, 20, 30 and so on. */
final class SharedRoom {

    static final int NUMBER = 7;

    private static final int MOST_USERS = 5;

    /** A user of this host, with the session that shows what it was sent. */
    record Local(ChatUser user, FakeSession session) {}

    final ChatCounters counters = new ChatCounters();
    final HeldOrder order = new HeldOrder();
    final Room room;

    final ChatFixture chat = ChatFixture.withDefaults();
    private final Queue<FakeSession> connected = new ArrayDeque<>();
    private final AtomicLong logins = new AtomicLong();
    private final UserDirectory users = new UserDirectory(100, () -> 10 * logins.incrementAndGet(), counters);

    SharedRoom() {
        for (int i = 0; i < MOST_USERS; i++) {
            connected.add(chat.connect());
        }
        ChatConfig.Rooms rooms = ChatConfig.defaults().rooms();
        room = Objects.requireNonNull(new RoomDirectory(rooms, order, chat.server.registry(), counters).find(NUMBER));
    }

    Local loggedIn(String userId) {
        FakeSession session = connected.remove();
        ChatUser user = new ChatUser(
                session, chat.server.registry(), ChatConfig.defaults().rate(), () -> 0);
        user.loginStarted(new LoginAttempt(userId));
        assertThat(users.admit(user, userId, users.newUniqueId())).isEqualTo(ResultCode.NONE);
        return new Local(user, session);
    }

    Local entered(String userId) {
        Local local = loggedIn(userId);
        enter(local);
        return local;
    }

    /** The order has decided that this user is in. */
    void enter(Local local) {
        room.apply(new RoomEvent.Entered(local.user().uniqueId(), local.user().userId()), local.user());
    }
}

package io.onesend.chat.admin;

import io.onesend.chat.user.ChatUser;
import io.onesend.network.Session;
import java.time.Instant;

/**
 * A user who is logged in on this host.
 *
 * @param session which may have ended since, or be lost already while the user lingers
 * @param since when it logged in
 * @param room where it is, or {@link ChatUser#NO_ROOM}
 */
public record UserInfo(String userId, long uniqueId, Session session, Instant since, int room) {

    static UserInfo of(ChatUser user) {
        return new UserInfo(user.userId(), user.uniqueId(), user.session(), user.loggedInAt(), user.roomNumber());
    }
}

package io.onesend.host.moderation;

import io.onesend.chat.admin.UserInfo;
import org.jspecify.annotations.Nullable;

/**
 * A user as lists show it. The names are those of the JSON.
 *
 * @param session the number of its session
 * @param since when it logged in, an instant of ISO 8601
 * @param room null: in none
 */
record UserRow(
        String user,
        long session,
        String address,
        String since,
        @Nullable Integer room) {

    static UserRow of(UserInfo user) {
        return new UserRow(
                user.userId(),
                user.session().id(),
                SessionRow.text(user.session().remoteAddress()),
                user.since().toString(),
                SessionRow.roomOf(user));
    }

    /** For people, on one line. */
    String line() {
        return user + " #" + session + " " + address + ", " + (room == null ? "in no room" : "in room " + room)
                + ", since " + Paging.toTheSecond(since);
    }
}

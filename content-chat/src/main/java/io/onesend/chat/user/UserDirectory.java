package io.onesend.chat.user;

import io.onesend.chat.ChatCounters;
import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.LogicThread;
import java.util.HashMap;
import java.util.Map;

/**
 * Who is logged in, and the owner of two rules: one session for a user id, and so many users at the most.
 *
 * <p>An id is taken when its password was found right, not when a login starts. Reserving it earlier would let anybody
 * who merely names an id keep its owner out for as long as the check takes, over and over. Of two logins of one id that
 * run side by side, the first to be found right is in and the other is told LOGIN_USER_ALREADY, in whichever order they
 * started.
 */
@LogicThread
public final class UserDirectory {

    private final int maxUsers;
    private final ChatCounters counters;
    private final Map<String, ChatUser> byId = new HashMap<>();
    private long lastUniqueId;

    public UserDirectory(int maxUsers, ChatCounters counters) {
        this.maxUsers = maxUsers;
        this.counters = counters;
    }

    public boolean isFull() {
        return byId.size() >= maxUsers;
    }

    /** Logs a user in whose password was right, or says why not: LOGIN_USER_ALREADY or LOGIN_USER_USED_ALL_OBJ. */
    public ResultCode admit(ChatUser user, String userId) {
        if (byId.containsKey(userId)) {
            return ResultCode.LOGIN_USER_ALREADY;
        }
        if (isFull()) {
            return ResultCode.LOGIN_USER_USED_ALL_OBJ;
        }
        user.loggedIn(userId, ++lastUniqueId);
        byId.put(userId, user);
        counters.userLoggedIn();
        return ResultCode.NONE;
    }

    /** The session ended; its user id is free again if it was logged in. */
    public void remove(ChatUser user) {
        // A session that was refused has no id, so the second of one id does not free the first one's.
        if (byId.remove(user.userId()) != null) {
            counters.userGone();
        }
    }
}

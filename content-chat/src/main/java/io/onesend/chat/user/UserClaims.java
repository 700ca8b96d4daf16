package io.onesend.chat.user;

import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;

/**
 * Decides which session may have a user id: asked when a password was found right, before its user is logged in. A host that is
 * alone has no one to ask; hosts that share their rooms share their users too.
 */
@LogicThread
public interface UserClaims {

    /**
     * Takes a user id for a session.
     *
     * @param user whose session it is; it may end before the answer
     * @param userId in its normal form
     * @param uniqueId the number that the user gets with this login
     * @param answer gets NONE, LOGIN_USER_ALREADY or LOGIN_BACKEND_UNAVAILABLE once, on the logic thread, perhaps within this call;
     *     after NONE the caller has to {@link #release} the id, also if the login fails after all
     */
    void claim(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer);

    /**
     * Gives a user id back.
     *
     * @param uniqueId with which it was claimed; the claim of another session stays
     */
    void release(String userId, long uniqueId);
}

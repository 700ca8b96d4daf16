package io.onesend.chat.user;

import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
     * Takes a user id over from the session that had a token, wherever it is; the token stays good.
     *
     * @param user whose session it is now; it may end before the answer
     * @param userId in its normal form
     * @param uniqueId the number that the user gets if it has none any more
     * @param answer as for {@link #claim}, with RESUME_UNKNOWN_TOKEN if the token is not that of the id
     */
    void takeOver(ChatUser user, String userId, String token, long uniqueId, Consumer<TakenOver> answer);

    /**
     * What became of a user who comes back.
     *
     * @param uniqueId the number that the user has kept, or was given
     * @param host the hid of the host that had its session, perhaps this one; empty: none has
     * @param before the same user on its session of this host, which is logged in yet or lingers; null: there is none. It has to be
     *     replaced in all lists of users
     * @param settled to be called when the user is in its room again, or not: another host that had the session is told
     */
    record TakenOver(
            ResultCode result,
            long uniqueId,
            String host,
            @Nullable ChatUser before,
            Runnable settled) {
        public static TakenOver refused(ResultCode why) {
            return new TakenOver(why, 0, "", null, () -> {});
        }
    }

    /** A user was refused who wanted to come back, for it to be counted. */
    void resumeRefused(ResultCode why);

    /**
     * Gives a user id back.
     *
     * @param uniqueId with which it was claimed; the claim of another session stays
     */
    void release(String userId, long uniqueId);
}

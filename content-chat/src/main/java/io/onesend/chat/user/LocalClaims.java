package io.onesend.chat.user;

import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;

/** The claims of a host that is alone: {@link UserDirectory} keeps a user id to one session, and no other host has any. */
@LogicThread
public final class LocalClaims implements UserClaims {

    /** Makes claims that are all granted. */
    public LocalClaims() {}

    @Override
    public void claim(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer) {
        answer.accept(ResultCode.NONE);
    }

    /** No token was given away. */
    @Override
    public void takeOver(ChatUser user, String userId, String token, long uniqueId, Consumer<TakenOver> answer) {
        answer.accept(TakenOver.refused(ResultCode.RESUME_UNKNOWN_TOKEN));
    }

    @Override
    public void resumeRefused(ResultCode why) {
        // Nobody can come back, so nobody counts it.
    }

    @Override
    public void release(String userId, long uniqueId) {
        // Nothing was kept.
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.function.Consumer;

/** Counts what becomes of claims. */
@LogicThread
final class CountedClaims implements UserClaims {

    private final OwningThread owner = new OwningThread();
    private final UserClaims claims;
    private final ClusterCounters counters;

    CountedClaims(UserClaims claims, ClusterCounters counters) {
        this.claims = claims;
        this.counters = counters;
    }

    @Override
    public void claim(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer) {
        assert owner.isCurrent();
        claims.claim(user, userId, uniqueId, result -> {
            counters.claim(result);
            answer.accept(result);
        });
    }

    @Override
    public void takeOver(ChatUser user, String userId, String token, long uniqueId, Consumer<TakenOver> answer) {
        assert owner.isCurrent();
        claims.takeOver(user, userId, token, uniqueId, taken -> {
            counters.claim(taken.result());
            answer.accept(taken);
        });
    }

    @Override
    public void resumeRefused(ResultCode why) {
        assert owner.isCurrent();
        counters.resumed(why);
    }

    @Override
    public void release(String userId, long uniqueId) {
        assert owner.isCurrent();
        claims.release(userId, uniqueId);
    }
}

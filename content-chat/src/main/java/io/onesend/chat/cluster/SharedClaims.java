package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Question;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a host that shares its users: one session for a user id on all hosts. Who holds an id is in Redis; which session
 * of this host that is, and what it waits for, is here.
 */
@LogicThread
final class SharedClaims implements UserClaims {

    private final OwningThread owner = new OwningThread();
    private final ClaimRoads roads;
    private final LogicLoop loop;
    private final Map<String, ClaimHolding> holdings = new HashMap<>();
    private final ClaimRenewal renewal;
    private boolean closed;

    SharedClaims(ClaimRoads roads, LogicLoop loop) {
        this.roads = roads;
        this.loop = loop;
        renewal = new ClaimRenewal(roads, loop, holdings);
    }

    void start() {
        assert owner.isCurrent();
        renewal.start();
    }

    /** Claims all ids again: Redis may have lost the claims, or other hosts may have taken them. */
    void renewAll() {
        assert owner.isCurrent();
        renewal.renewAll();
    }

    /** Refuses all logins from now on. */
    void close() {
        assert owner.isCurrent();
        closed = true;
    }

    @Override
    public void claim(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer) {
        assert owner.isCurrent();
        if (closed || !roads.hosts().isListed()) {
            // Other hosts would take the id away from a host that is not on their list.
            answer.accept(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
            return;
        }
        ClaimHolding held = holdings.get(userId);
        if (held == null) {
            attempt(user, userId, uniqueId, answer);
        } else if (roads.kicks()) {
            held.giveWay(gone -> {
                if (gone) {
                    claim(user, userId, uniqueId, answer);
                } else {
                    answer.accept(ResultCode.LOGIN_USER_ALREADY);
                }
            });
        } else {
            answer.accept(ResultCode.LOGIN_USER_ALREADY);
        }
    }

    private void attempt(ChatUser user, String userId, long uniqueId, Consumer<ResultCode> answer) {
        ClaimHolding holding = new ClaimHolding(user, uniqueId, loop);
        holdings.put(userId, holding);
        new ClaimAttempt(roads, userId, holding, result -> {
                    if (result == ResultCode.NONE) {
                        holding.claimed();
                        answer.accept(result);
                    } else {
                        holdings.remove(userId, holding);
                        answer.accept(result);
                        holding.ended();
                    }
                })
                .start();
    }

    @Override
    public void release(String userId, long uniqueId) {
        assert owner.isCurrent();
        ClaimHolding holding = find(userId, Long.toString(uniqueId));
        if (holding != null) {
            holdings.remove(userId);
            roads.release(userId, holding.uniqueId());
            holding.ended();
        }
    }

    /** Answers another host. */
    void answer(Question question, Consumer<String> answer) {
        assert owner.isCurrent();
        ClaimHolding holding = find(question.userId(), question.uniqueId());
        if (holding == null) {
            answer.accept(Answer.NONE);
            return;
        }
        switch (question.verb()) {
            case HOLDS -> answer.accept(Answer.HELD);
            case KICK -> holding.giveWay(gone -> answer.accept(gone ? Answer.CLOSED : Answer.HELD));
            case ROOM -> answer.accept(roomOf(holding));
        }
    }

    private static String roomOf(ClaimHolding holding) {
        int room = holding.roomNumber();
        return room == ChatUser.NO_ROOM ? Answer.HELD : Integer.toString(room);
    }

    private @Nullable ClaimHolding find(String userId, String uniqueId) {
        ClaimHolding holding = holdings.get(userId);
        return holding != null && holding.isOf(uniqueId) ? holding : null;
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Question;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserClaims;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    private final ResumeTokens tokens = new ResumeTokens();
    private final Map<String, ClaimHolding> holdings = new HashMap<>();

    /** How many sessions come back to a user id, and do not have it yet; Redis may have given it to them. */
    private final Map<String, Integer> returning = new HashMap<>();

    /** Those of them whose user id another host may have got meanwhile: they claim it again once they are let in. */
    private final Set<String> doubted = new HashSet<>();

    private final LateReturns lateReturns;
    private final ClaimRenewal renewal;
    private boolean closed;

    SharedClaims(ClaimRoads roads, LogicLoop loop) {
        this.roads = roads;
        this.loop = loop;
        lateReturns = new LateReturns(roads);
        renewal = new ClaimRenewal(roads, loop, holdings);
    }

    void start() {
        assert owner.isCurrent();
        renewal.start();
    }

    /** Claims all ids again: Redis may have lost the claims, or other hosts may have taken them. */
    void renewAll() {
        assert owner.isCurrent();
        doubted.addAll(returning.keySet());
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
        if (returning.containsKey(userId)) {
            answer.accept(ResultCode.LOGIN_USER_ALREADY);
        } else if (held == null) {
            attempt(user, userId, uniqueId, answer);
        } else if (roads.kicks() || held.isLingering()) {
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
        ClaimHolding holding = new ClaimHolding(user, roads.claimId(uniqueId), uniqueId, loop, tokenFor(user));
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

    /** A new login makes a new token. */
    private String tokenFor(ChatUser user) {
        if (!user.has(Features.RESUME)) {
            return "";
        }
        String token = tokens.next();
        user.giveToken(token);
        return ResumeTokens.hash(token);
    }

    @Override
    public void takeOver(ChatUser user, String userId, String token, long uniqueId, Consumer<TakenOver> answer) {
        assert owner.isCurrent();
        if (closed || !roads.hosts().isListed()) {
            answer.accept(TakenOver.refused(ResultCode.LOGIN_BACKEND_UNAVAILABLE));
            return;
        }
        ClaimHolding held = holdings.get(userId);
        if (held != null && held.givesWay()) {
            answer.accept(TakenOver.refused(ResultCode.LOGIN_USER_ALREADY));
            return;
        }
        returning.merge(userId, 1, Integer::sum);
        Claimant back = new Claimant(user, userId, ResumeTokens.hash(token), uniqueId, taken -> {
            returned(userId);
            answer.accept(taken);
        });
        roads.takeOver(
                userId,
                uniqueId,
                back.tokenHash,
                claimed -> {
                    if (claimed.status() == ClaimStatus.UNKNOWN) {
                        back.refuse(ResultCode.RESUME_UNKNOWN_TOKEN);
                    } else {
                        takenOver(back, claimed.holder());
                    }
                },
                (why, words) -> {
                    if (why == PortFailure.LOST) {
                        lateReturns.givenUp(userId);
                    }
                    roads.unavailable(words);
                    back.refuse(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
                });
    }

    private void returned(String userId) {
        if (returning.computeIfPresent(userId, (id, sessions) -> sessions == 1 ? null : sessions - 1) == null) {
            doubted.remove(userId);
        }
    }

    /**
     * A session that comes back.
     *
     * @param uniqueId the number of its claim, and of its user if that has none any more
     */
    private record Claimant(ChatUser user, String userId, String tokenHash, long uniqueId, Consumer<TakenOver> answer) {
        void refuse(ResultCode why) {
            answer.accept(TakenOver.refused(why));
        }
    }

    /**
     * The token was right. If this host still has the session, or the user lingers here, the new session takes its place; another
     * session of the user id has to end first.
     */
    private void takenOver(Claimant back, Holder before) {
        ClaimHolding held = holdings.get(back.userId);
        if (!back.user.session().isOpen() && !before.isNobody()) {
            // Lost again already. Whoever had the user has it still.
            roads.giveBack(back.userId, back.uniqueId, before, back.tokenHash, () -> lateReturns.givenUp(back.userId));
            back.refuse(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
        } else if (held == null) {
            admit(back, before, null);
        } else if (held.isOf(before.uniqueId()) && held.user().isLoggedIn()) {
            admit(back, before, held.user());
            held.replaced();
        } else {
            held.giveWay(gone -> {
                if (gone) {
                    takenOver(back, before);
                } else {
                    back.refuse(ResultCode.LOGIN_USER_ALREADY);
                }
            });
        }
    }

    private void admit(Claimant back, Holder before, @Nullable ChatUser here) {
        long number = before.uniqueId().isEmpty() ? back.uniqueId : Long.parseLong(before.uniqueId());
        ClaimHolding holding = new ClaimHolding(back.user, roads.claimId(back.uniqueId), number, loop, back.tokenHash);
        holding.claimed();
        holdings.put(back.userId, holding);
        boolean isDoubted = doubted.contains(back.userId);
        Runnable settled = () -> tellOthers(before, back.userId, here != null);
        back.answer.accept(new TakenOver(ResultCode.NONE, number, before.hid(), here, settled));
        if (isDoubted) {
            renewal.renew(back.userId);
        }
    }

    /** Tells the host that has lost a user to a session of this one. */
    private void tellOthers(Holder before, String userId, boolean wasHere) {
        if (before.isNobody()) {
            return;
        }
        if (!roads.isThisHost(before.hid())) {
            roads.drop(before, userId);
        } else if (!wasHere) {
            lateReturns.named(userId, before.uniqueId());
        }
    }

    @Override
    public void resumeRefused(ResultCode why) {
        assert owner.isCurrent();
        // CountedClaims counts.
    }

    @Override
    public void release(String userId, long uniqueId) {
        assert owner.isCurrent();
        ClaimHolding holding = find(userId, Long.toString(uniqueId));
        if (holding != null) {
            holdings.remove(userId);
            roads.release(userId, holding);
            holding.ended();
        }
    }

    /** Asks Redis whether this session still has its user id. */
    void askWhetherClaimed(ChatUser user, Consumer<Boolean> answer) {
        assert owner.isCurrent();
        ClaimHolding holding = holdings.get(user.userId());
        if (holding == null || !holding.isOf(user) || holding.givesWay()) {
            answer.accept(false);
        } else {
            roads.holder(user.userId(), holder -> answer.accept(holder.claimId().equals(holding.claimId())));
        }
    }

    /** Answers another host. */
    void answer(Question question, Consumer<String> answer) {
        assert owner.isCurrent();
        switch (question.verb()) {
            case HOLDS, KICK -> answerLogin(question, answer);
            case DROP -> drop(question, answer);
            case RENEW -> {
                renewAll();
                answer.accept(Answer.RENEWING);
            }
            case ROOM -> answer.accept(roomOf(find(question)));
        }
    }

    private void answerLogin(Question question, Consumer<String> answer) {
        ClaimHolding holding = find(question);
        if (returning.containsKey(question.userId())) {
            // Redis may have given the id to a session that comes back, and that this host has not let in yet.
            doubted.add(question.userId());
            answer.accept(Answer.HELD);
        } else if (holding == null) {
            lateReturns.named(question.userId(), question.uniqueId());
            answer.accept(Answer.NONE);
        } else if (question.verb() == Verb.KICK) {
            holding.giveWay(gone -> answer.accept(gone ? Answer.CLOSED : Answer.HELD));
        } else {
            answer.accept(holding.endLingering() ? Answer.NONE : Answer.HELD);
        }
    }

    /** The user may have come back here meanwhile, with the same number: who has it now, Redis says. */
    private void drop(Question question, Consumer<String> answer) {
        if (returning.containsKey(question.userId())) {
            doubted.add(question.userId());
        }
        ClaimHolding holding = find(question);
        if (holding == null) {
            lateReturns.named(question.userId(), question.uniqueId());
            answer.accept(Answer.NONE);
            return;
        }
        roads.holder(question.userId(), holder -> {
            if (!roads.isThisHost(holder.hid())) {
                holding.resumedElsewhere();
            }
            answer.accept(Answer.CLOSED);
        });
    }

    private static String roomOf(@Nullable ClaimHolding holding) {
        if (holding == null) {
            return Answer.NONE;
        }
        int room = holding.roomNumber();
        return room == ChatUser.NO_ROOM ? Answer.HELD : Integer.toString(room);
    }

    private @Nullable ClaimHolding find(Question question) {
        return find(question.userId(), question.uniqueId());
    }

    private @Nullable ClaimHolding find(String userId, String uniqueId) {
        ClaimHolding holding = holdings.get(userId);
        return holding != null && holding.isOf(uniqueId) ? holding : null;
    }
}

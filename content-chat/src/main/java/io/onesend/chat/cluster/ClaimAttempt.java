package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Control.Silence;
import io.onesend.chat.cluster.ControlMessage.Answer;
import io.onesend.chat.cluster.ControlMessage.Verb;
import io.onesend.chat.cluster.Replies.ClaimStatus;
import io.onesend.chat.cluster.Replies.Claimed;
import io.onesend.chat.cluster.Replies.Holder;
import io.onesend.chat.packet.ResultCode;
import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;

/**
 * One login's way to its user id.
 *
 * <pre>
 * claim → OK, TAKEN: done
 *       → HELD by a host that is not on the list of hosts, read anew: claim in its place
 *       → HELD by a host that is: ask it. It has no such session, or has closed it: claim in its place
 *                                       it has the session, or does not answer: refused
 *                                       nobody listens, for takeover-after: claim in its place
 * </pre>
 */
@LogicThread
final class ClaimAttempt {

    /** Of one attempt, in which others may get the id again and again; then it is refused. */
    private static final int MOST_CLAIMS = 4;

    /** How often within takeover-after a host that does not listen is asked. */
    private static final int QUESTIONS = 4;

    private final ClaimRoads roads;
    private final String userId;
    private final ClaimHolding holding;
    private final Consumer<ResultCode> done;
    private int claims;
    private int unheard;

    /** A host that seems to be gone, and in whose place it claims; nobody: it has answered. */
    private Holder gone = Holder.NOBODY;

    ClaimAttempt(ClaimRoads roads, String userId, ClaimHolding holding, Consumer<ResultCode> done) {
        this.roads = roads;
        this.userId = userId;
        this.holding = holding;
        this.done = done;
    }

    void start() {
        claim(Holder.NOBODY);
    }

    private void claim(Holder inPlaceOf) {
        if (++claims > MOST_CLAIMS || !holding.isOpen()) {
            done.accept(ResultCode.LOGIN_USER_ALREADY);
            return;
        }
        roads.claim(userId, holding, inPlaceOf, this::claimed, this::failed);
    }

    private void claimed(Claimed answer) {
        if (answer.status() == ClaimStatus.HELD) {
            held(answer.holder());
        } else {
            done.accept(ResultCode.NONE);
            if (answer.status() == ClaimStatus.TAKEN && !gone.isNobody()) {
                roads.taken(gone, userId);
            }
        }
    }

    private void failed(PortFailure why, String words) {
        if (why == PortFailure.LOST) {
            // It may have been done, or may still be.
            roads.release(userId, holding);
            if (!gone.isNobody()) {
                roads.perhapsTaken(gone);
            }
        }
        roads.unavailable(words);
        done.accept(ResultCode.LOGIN_BACKEND_UNAVAILABLE);
    }

    private void held(Holder holder) {
        unheard = 0;
        gone = Holder.NOBODY;
        if (roads.isThisHost(holder.hid())) {
            // This host has no other session of the id. That claim was not given back because Redis was away. Or Redis
            // did late what this host had given up, and a session elsewhere has lost the id by that.
            roads.dropElsewhere(userId, holder.uniqueId());
            claim(holder);
        } else if (roads.hosts().has(holder.hid())) {
            ask(holder);
        } else {
            roads.hosts().read(wasRead -> {
                if (!wasRead) {
                    failed(PortFailure.HELD, "the list of hosts cannot be read");
                } else if (roads.hosts().has(holder.hid())) {
                    ask(holder);
                } else {
                    claimInPlaceOfGone(holder);
                }
            });
        }
    }

    private void claimInPlaceOfGone(Holder holder) {
        gone = holder;
        claim(holder);
    }

    private void ask(Holder holder) {
        if (!holding.isOpen()) {
            // Nobody is to be sent away for a login that nobody waits for.
            done.accept(ResultCode.LOGIN_USER_ALREADY);
            return;
        }
        Verb verb = roads.kicks() ? Verb.KICK : Verb.HOLDS;
        roads.control()
                .ask(holder, verb, userId, answer -> answered(holder, answer), silence -> silent(holder, silence));
    }

    private void answered(Holder holder, String answer) {
        if (answer.equals(Answer.NONE) || answer.equals(Answer.CLOSED)) {
            claim(holder);
        } else {
            done.accept(ResultCode.LOGIN_USER_ALREADY);
        }
    }

    private void silent(Holder holder, Silence silence) {
        switch (silence) {
            case NO_ANSWER -> done.accept(ResultCode.LOGIN_USER_ALREADY);
            case NOT_ASKED -> failed(PortFailure.HELD, "the host that has the user id cannot be asked");
            case NOBODY_LISTENS -> {
                if (++unheard > QUESTIONS) {
                    claimInPlaceOfGone(holder);
                } else {
                    roads.later(QUESTIONS, () -> ask(holder));
                }
            }
        }
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.user.ChatUser;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session of this host that has a user id, or is about to get it; and the one login that it gives way to. */
@LogicThread
final class ClaimHolding {

    /** How long what was sent to a session that gives way may take to go out. */
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** How long its end may take after that. */
    private static final Duration END_WITHIN = Duration.ofMillis(500);

    private final OwningThread owner = new OwningThread();
    private final ChatUser user;
    private final String claimId;
    private final String uniqueId;
    private final LogicLoop loop;
    private final String tokenHash;
    private boolean claimed;
    private boolean givesWay;
    private @Nullable Consumer<Boolean> successor;
    private @Nullable LogicTimer patience;

    /**
     * Makes the claim of a session.
     *
     * @param claimId its name in Redis
     * @param tokenHash of what its client may resume with; empty: it cannot
     */
    ClaimHolding(ChatUser user, String claimId, long uniqueId, LogicLoop loop, String tokenHash) {
        this.user = user;
        this.claimId = claimId;
        this.uniqueId = Long.toString(uniqueId);
        this.loop = loop;
        this.tokenHash = tokenHash;
    }

    @AnyThread
    String claimId() {
        return claimId;
    }

    @AnyThread
    String tokenHash() {
        return tokenHash;
    }

    @AnyThread
    boolean isOf(String otherUniqueId) {
        return uniqueId.equals(otherUniqueId);
    }

    @AnyThread
    @SuppressWarnings("ReferenceEquality") // This very session, not another of the same user.
    boolean isOf(ChatUser other) {
        return user == other;
    }

    /** As Redis has it. */
    @AnyThread
    String uniqueId() {
        return uniqueId;
    }

    /** Whose session it is. */
    @AnyThread
    ChatUser user() {
        return user;
    }

    /** Its connection is lost, and it gives way to any login at once. */
    boolean isLingering() {
        assert owner.isCurrent();
        return user.isLingering();
    }

    int roomNumber() {
        assert owner.isCurrent();
        return user.roomNumber();
    }

    boolean isOpen() {
        assert owner.isCurrent();
        return user.session().isOpen();
    }

    /** Another login gets the user id: from now on its token is worth nothing. */
    boolean givesWay() {
        assert owner.isCurrent();
        return givesWay;
    }

    /** Gives way if its connection is lost, and returns whether it was. */
    boolean endLingering() {
        assert owner.isCurrent();
        givesWay |= user.isLingering();
        return user.stopLingering();
    }

    /** Redis has it, as far as this host knows. */
    boolean isClaimed() {
        assert owner.isCurrent();
        return claimed;
    }

    void claimed() {
        assert owner.isCurrent();
        claimed = true;
    }

    /** Another session has the user id. */
    void lost() {
        assert owner.isCurrent();
        end(ClusterReasons.LOGGED_IN_ELSEWHERE);
    }

    /** The user goes on at another host. */
    void resumedElsewhere() {
        assert owner.isCurrent();
        end(ClusterReasons.RESUMED_ELSEWHERE);
    }

    private void end(DisconnectReason why) {
        user.goesForGood();
        if (!user.stopLingering()) {
            user.session().close(why);
        }
    }

    /**
     * Closes the session for another login. A login that waits for this already is told that it waits in vain: the newest wins.
     *
     * @param answer gets true once the user has left, or false if that takes too long
     */
    void giveWay(Consumer<Boolean> answer) {
        assert owner.isCurrent();
        answer(false);
        successor = answer;
        givesWay = true;
        user.goesForGood();
        if (user.stopLingering()) {
            return;
        }
        user.session().close(ClusterReasons.LOGGED_IN_ELSEWHERE);
        patience = loop.schedule(CLOSE_WITHIN, () -> {
            user.session().abort(ClusterReasons.LOGGED_IN_ELSEWHERE);
            patience = loop.schedule(END_WITHIN, () -> answer(false));
        });
    }

    /** Another session of this host has taken its place. */
    void replaced() {
        assert owner.isCurrent();
        user.session().close(ClusterReasons.RESUMED_ELSEWHERE);
        answer(true);
    }

    /** The user has left, or did not get in. */
    void ended() {
        assert owner.isCurrent();
        answer(true);
    }

    private void answer(boolean gone) {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        Consumer<Boolean> waiting = successor;
        successor = null;
        if (waiting != null) {
            waiting.accept(gone);
        }
    }
}

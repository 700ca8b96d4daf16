package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.Refusal;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import org.jspecify.annotations.Nullable;

/**
 * Asks once more for users whom Redis has elsewhere than their host thought: who enters, or comes back, may be a member of another
 * host by an event that was never answered, or may have left meanwhile.
 *
 * <pre>
 * move  → GONE: enter
 * move, enter → AT a host: move from there, if Redis still says that the user id is this session's
 * move, enter, of a user who comes back → here already: move within this host ({@link OwnRequests#admit})
 * </pre>
 */
final class MembersElsewhere {

    /** A move, an entry, and a move: more happens only where others move the same user at the same time. */
    private static final int MOST_REFUSED = 2;

    private final ClusterContext context;
    private final Partition partition;
    private final Residents residents;
    private final WaitingRequests waiting;

    MembersElsewhere(ClusterContext context, Partition partition, Residents residents, WaitingRequests waiting) {
        this.context = context;
        this.partition = partition;
        this.residents = residents;
        this.waiting = waiting;
    }

    /** Returns whether another request takes the place of one that Redis has refused. */
    boolean asksAgain(Request refused, Outcome outcome) {
        ChatUser user = refused.waiting();
        if (user == null || refused.refusedBefore() >= MOST_REFUSED) {
            return false;
        } else if (outcome.refusal() == Refusal.AT) {
            refused.withdraw();
            tell(refused, outcome.before());
            context.askWhetherClaimed(user, isClaimed -> checked(refused, outcome.host(), isClaimed));
            return true;
        } else if (outcome.refusal() == Refusal.GONE && refused.resumption() != null) {
            refused.withdraw();
            RoomEvent entry = new RoomEvent.Entered(user.uniqueId(), user.userId());
            partition.proposer().proposeInstead(refused, user, entry, "");
            return true;
        }
        return false;
    }

    /** Read later, the room would lack members who leave until then. */
    private void tell(Request refused, @Nullable RoomState before) {
        Resident resident = residents.find(refused.room.number());
        if (resident != null && before != null) {
            resident.told(before);
        }
    }

    /** A user who has gone on elsewhere meanwhile is not fetched back: its later session would hear nothing more. */
    private void checked(Request refused, String host, boolean isClaimed) {
        ChatUser user = refused.waiting();
        if (user == null) {
            return;
        }
        if (isClaimed) {
            partition.proposer().proposeInstead(refused, user, new RoomEvent.Moved(user.uniqueId()), host);
        } else {
            waiting.refused(refused, Refusal.AT);
            residents.ended(refused);
        }
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.user.ChatUser;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request of what a room of one partition proposes, and gives it to the {@link Sender}. An enter is parked first, until its
 * feed is listened to. Once Redis has been out of reach for the accept time-out, whoever waits for an answer is refused at once.
 */
final class Proposer {

    private final ClusterContext context;
    private final Partition partition;
    private final WaitingRequests waiting;
    private final Sender sender;
    private final Feeds feeds;
    private final Residents residents;

    Proposer(
            ClusterContext context,
            Partition partition,
            WaitingRequests waiting,
            Sender sender,
            Feeds feeds,
            Residents residents) {
        this.context = context;
        this.partition = partition;
        this.waiting = waiting;
        this.sender = sender;
        this.feeds = feeds;
        this.residents = residents;
    }

    /**
     * Proposes an event.
     *
     * @param user who waits for an answer; null: nobody does
     */
    void propose(Room room, RoomEvent event, @Nullable ChatUser user) {
        submit(request(room, event, user, null), user);
    }

    /** Lets a user leave for whom nobody waits. */
    void proposeLeft(Room room, long uniqueId) {
        propose(room, new RoomEvent.Left(uniqueId), null);
    }

    /** Brings a user back by a move; if no host has had its session, by an entry. */
    void bringBack(Room room, Resumption resumption) {
        ChatUser user = resumption.user;
        boolean isMove = !resumption.host().isEmpty();
        RoomEvent event =
                isMove ? new RoomEvent.Moved(user.uniqueId()) : new RoomEvent.Entered(user.uniqueId(), user.userId());
        Request request = request(room, event, user, resumption);
        request.movesFrom(resumption.host());
        submit(request, user);
    }

    /**
     * Asks once more for a user whom Redis has elsewhere than was thought.
     *
     * @param movedFrom the hid of the host that has the member; empty: none has
     */
    void proposeInstead(Request refused, ChatUser user, RoomEvent event, String movedFrom) {
        waiting.drop(refused);
        Request request = request(refused.room, event, user, refused.resumption());
        request.movesFrom(movedFrom);
        request.comesAfter(refused);
        submit(request, user);
        residents.ended(refused);
    }

    private Request request(Room room, RoomEvent event, @Nullable ChatUser user, @Nullable Resumption resumption) {
        // Who is to be refused at once does not wait.
        ChatUser waits = partition.isAway() ? null : user;
        EntryPast past = resumption == null ? past(event, waits) : null;
        Request request = new Request(room, event, context.newTag(), context.now(), waits, past, resumption);
        context.counters().proposed(event);
        if (waits != null) {
            request.proposedAt(context.nanoTime());
            waiting.add(request, waits);
        }
        return request;
    }

    private @Nullable EntryPast past(RoomEvent event, @Nullable ChatUser user) {
        if (!(event instanceof RoomEvent.Entered) || user == null) {
            return null;
        }
        int messages = user.historyOr(context.config().history().onEnter());
        return messages == 0 ? null : new EntryPast(messages);
    }

    private void submit(Request request, @Nullable ChatUser user) {
        if (partition.isAway() && user != null) {
            waiting.refuseAtOnce(request, user);
            if (request.isOfMember()) {
                proposeLeft(request.room, request.event.uniqueId());
            }
            if (!request.isLeave()) {
                return;
            }
        }
        if (request.isEnter()) {
            residents.open(request.room).own().entering();
            if (feeds.park(request, context.places().channelOf(request.room.number()))) {
                return;
            }
        }
        sender.queue(request);
        context.touch(partition);
    }
}

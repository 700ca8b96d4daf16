package io.onesend.chat.cluster;

import io.onesend.chat.cluster.BatchLog.Reopened;
import io.onesend.chat.cluster.Replies.Applied;
import io.onesend.chat.cluster.Replies.ApplyStatus;
import io.onesend.chat.cluster.Replies.Outcome;
import io.onesend.chat.cluster.Replies.Refusal;
import io.onesend.chat.room.Room;
import io.onesend.chat.user.ChatUser;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Sends what this host proposes in one partition, in batches of which a few are under way at a time, and tells each user who waits
 * what has become of it, as far as the feed does not.
 */
final class Sender {

    /** A feed is dead if it has not brought an event this long after Redis took it: 250 ms and the current tick. */
    private static final long SILENT_TICKS = 6;

    private final ClusterContext context;
    private final Partition partition;
    private final Residents residents;
    private final WaitingRequests waiting;
    private final Outbox outbox = new Outbox();
    private final RepairWindow window;
    private final RepairBarriers barriers;
    private final BatchLog batches;
    private final MembersElsewhere elsewhere;

    /** Answered batches of which an event has not come by the feed yet, perhaps. */
    private final ArrayDeque<SentBatch> unheard = new ArrayDeque<>();

    Sender(ClusterContext context, Partition partition, Residents residents, WaitingRequests waiting) {
        this.context = context;
        this.partition = partition;
        this.residents = residents;
        this.waiting = waiting;
        window = new RepairWindow(
                context.config().repairMaxBytes() / context.places().partitions());
        barriers = new RepairBarriers(context, partition, window);
        batches = new BatchLog(window);
        elsewhere = new MembersElsewhere(context, partition, residents, waiting);
    }

    /** Whether Redis has all again that it may have lost of what it had accepted. */
    boolean hasRepaired() {
        return batches.hasRepaired();
    }

    /** What tells whether a replica has what was sent. */
    RepairBarriers barriers() {
        return barriers;
    }

    int pending() {
        return outbox.size();
    }

    boolean isIdle() {
        return outbox.size() == 0 && batches.underWay() == 0;
    }

    /** Sends it when the pass of the loop ends, if the partition is live then. */
    void queue(Request request) {
        outbox.add(request);
    }

    // ---- sending

    /** Sends as many batches as may be under way. */
    void send() {
        while (batches.underWay() < context.config().inFlight()) {
            SentBatch next = batches.again();
            if (next == null) {
                List<Request> requests = outbox.take(this::isWanted);
                if (requests.isEmpty()) {
                    return;
                }
                next = batches.make(requests);
            }
            call(next);
        }
    }

    /** Not if its user was refused meanwhile, or has gone before coming in. */
    private boolean isWanted(Request request) {
        ChatUser user = request.waiting();
        boolean isGone = user != null && user.state() == ChatUser.State.GONE;
        if (request.isEnter() && isGone && !request.isOfMember()) {
            waiting.gone(request);
            residents.ended(request);
        }
        return !request.isWithdrawn();
    }

    private void call(SentBatch batch) {
        List<Proposal> proposals = batch.requests.stream().map(this::proposal).toList();
        context.counters().batch(proposals.size());
        batch.sentNanos = context.nanoTime();
        int opening = partition.opening();
        Batch call = new Batch(context.hid(), opening, batch.number, proposals);
        partition.call(Functions.apply(partition.keys(), context.limits(), call), ReplyReader::applied, new Answer<>() {
            @Override
            public void answered(Applied applied) {
                Sender.this.answered(batch, applied);
            }

            @Override
            public void failed(PortFailure why, String words) {
                // After a later opening the batch is on its way again, and this is of no importance.
                if (opening == partition.opening()) {
                    partition.hold(words);
                }
            }
        });
    }

    private Proposal proposal(Request request) {
        int number = request.room.number();
        Resident resident = residents.find(number);
        boolean isKnown = resident != null && resident.isKnown();
        return request.proposal(context.places().channelOf(number), !isKnown);
    }

    // ---- what became of it

    private void answered(SentBatch batch, Applied applied) {
        context.broughtOwn();
        context.counters().redisTook(context.ownNanos() - batch.sentNanos);
        switch (applied.status()) {
            case OK, DONE -> {
                batches.done(batch, context.now());
                for (int i = 0; i < batch.requests.size(); i++) {
                    settle(batch.requests.get(i), applied.outcomes().get(i), applied.status());
                }
                if (batch.hasWaiting()) {
                    unheard.add(batch);
                }
                context.touch(partition);
            }
            case FENCED -> partition.fenced();
            case STALE, EARLY -> partition.hold("Redis answered " + applied.status() + " to a batch");
        }
    }

    private void settle(Request request, Outcome outcome, ApplyStatus status) {
        request.storedAt(outcome.offset());
        Refusal refusal = outcome.refusal();
        if (refusal != null) {
            if (elsewhere.asksAgain(request, outcome)) {
                return;
            }
            boolean wasWaiting = request.isWaiting();
            waiting.refused(request, refusal);
            if (wasWaiting) {
                residents.ended(request);
            } else if (request.isEnter() && request.isAccepted()) {
                residents.lose(request.room, request.event.uniqueId(), refusal == Refusal.AT);
            }
        } else if (request.isEnter()) {
            request.accepted();
            Resident resident = residents.find(request.room.number());
            if (resident != null) {
                resident.taken(request, outcome);
            }
        } else if (outcome.offset() > 0) {
            request.accepted();
        } else if (request.isWaiting() && (request.isLeave() || status == ApplyStatus.DONE)) {
            // No event will come: the member had left already, or Redis had refused what was said.
            waiting.giveUp(request);
            residents.ended(request);
        }
    }

    // ---- time

    /** Answers those who have waited too long; an enter that Redis may have taken is undone. */
    void giveUpBefore(long tick) {
        waiting.giveUpBefore(tick, this::undo);
    }

    /** Refuses an enter whose fate cannot be found out. */
    void refuseEnters(Room room) {
        for (Request request : waiting.entersInto(room)) {
            waiting.giveUp(request);
            undo(request);
        }
    }

    private void undo(Request request) {
        boolean mayBeMember = request.isEnter() && (request.wasSent() || request.isOfMember());
        if (mayBeMember && !request.isSuperseded()) {
            residents.leaveOrLeaveToNext(request.room, request.event.uniqueId());
        }
        residents.ended(request);
    }

    /** Whether the feed has not brought what Redis has taken a while ago. */
    boolean isFeedSilent() {
        SentBatch oldest;
        while ((oldest = unheard.peek()) != null && context.now() - oldest.answeredAt() >= SILENT_TICKS) {
            if (oldest.requests.stream().anyMatch(this::shouldHaveCome)) {
                return true;
            }
            unheard.remove();
        }
        return false;
    }

    /** A room that was closed meanwhile, and that somebody has entered again, has passed its place: it does not come any more. */
    private boolean shouldHaveCome(Request request) {
        Resident resident = residents.find(request.room.number());
        boolean isAwaited = request.isWaiting() && !request.isWithdrawn();
        return isAwaited
                && resident != null
                && resident.isFollowing()
                && resident.at().offset() < request.storedAt();
    }

    /** Lets go of batches that a replica has. */
    void shortenWindow() {
        barriers.tick();
    }

    // ---- openings

    void reopened(long lastBatch) {
        unheard.clear();
        barriers.restart();
        Reopened reopened = batches.reopened(lastBatch, context.now());
        context.counters().repaired(reopened.repaired());
        context.counters().lostAccepted(reopened.lost());
    }

    /**
     * This host's members were taken out. Only enters are still wanted: what the members said or how they left is not.
     *
     * @param lost Redis has lost what it had accepted
     */
    void fenced(boolean lost) {
        unheard.clear();
        long accepted = window.clear();
        context.counters().lostAccepted(lost ? accepted : 0);
        List<Request> all = batches.fenced();
        all.addAll(outbox.takeAll());
        for (Request request : all) {
            if (request.isEnter() && request.isWaiting()) {
                outbox.add(request);
            } else {
                waiting.drop(request);
            }
        }
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/**
 * Reads what users have missed who are back in their rooms of one partition. One after the other they wait for two things, so that
 * none of their own messages that is missing in the replay comes later:
 *
 * <ol>
 *   <li>The history is whole again, if the partition was opened since: hosts may have to append what a failover has lost.
 *   <li>A replica has their way back, if there is one: if a failover lost the move, the host that had the session before could say
 *       what it has still to send.
 * </ol>
 */
final class Replays {

    private final ClusterContext context;
    private final Partition partition;
    private final WholeHistory history;
    private final RepairBarriers barriers;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** One that waits, and the tick since which it does. */
    private static final class Waiting {
        private final Resident resident;
        private final Resumption resumption;
        private final long since;

        /** The moment when the history was found whole, since the last opening; 0: it was not yet. */
        private long wholeAt;

        Waiting(Resident resident, Resumption resumption, long since) {
            this.resident = resident;
            this.resumption = resumption;
            this.since = since;
        }
    }

    Replays(ClusterContext context, Partition partition, WholeHistory history, RepairBarriers barriers) {
        this.context = context;
        this.partition = partition;
        this.history = history;
        this.barriers = barriers;
    }

    /** Whether somebody waits for the history to be whole. */
    boolean needWholeHistory() {
        return !waiting.isEmpty() && !history.isSure();
    }

    void add(Resident resident, Resumption resumption) {
        if (!history.isSure()) {
            resumption.waitsForWholeHistory();
        }
        waiting.add(new Waiting(resident, resumption, context.now()));
        goOn();
    }

    /** The partition is live again, and what was safe may have been lost. */
    void reopened() {
        waiting.forEach(each -> each.wholeAt = 0);
        goOn();
    }

    /** The history may be whole now, or a replica may have more. */
    void goOn() {
        if (!partition.isLive() || !history.isSure()) {
            return;
        }
        List<Waiting> ready = waiting.stream().filter(this::isReady).toList();
        waiting.removeAll(ready);
        ready.forEach(each -> read(each.resident, each.resumption));
        if (!waiting.isEmpty()) {
            barriers.askNow();
        }
    }

    private boolean isReady(Waiting one) {
        int opening = partition.opening();
        if (one.wholeAt == 0) {
            one.wholeAt = context.nextMoment();
        }
        if (barriers.cover(one.wholeAt)) {
            one.resumption.isSafeIn(opening);
        }
        return one.resumption.wasSafeIn(opening);
    }

    /** Answers those who have waited since before a tick that nobody knows what they have missed. */
    void giveUpBefore(long tick) {
        while (!waiting.isEmpty() && waiting.element().since <= tick) {
            Waiting eldest = waiting.remove();
            eldest.resident.own().notProved(eldest.resumption);
        }
    }

    private void read(Resident resident, Resumption resumption) {
        Map<Integer, Position> from = Map.of(resident.room.number(), resumption.readTo());
        partition.call(Functions.read(partition.keys(), from), ReplyReader::read, new Answer<>() {
            @Override
            public void answered(List<ReadRoom> answer) {
                resident.own().replayed(resumption, answer.get(0));
            }

            @Override
            public void failed(PortFailure why, String words) {
                resident.own().notReplayed(resumption);
            }
        });
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/**
 * Reads what users have missed who are back in their rooms of one partition. After an opening they wait until the history is whole:
 * before, one of their own messages may still be missing in it, and come later.
 */
final class Replays {

    private final ClusterContext context;
    private final Partition partition;
    private final WholeHistory history;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** One that waits, and the tick since which it does. */
    private record Waiting(Resident resident, Resumption resumption, long since) {}

    Replays(ClusterContext context, Partition partition, WholeHistory history) {
        this.context = context;
        this.partition = partition;
        this.history = history;
    }

    /** Whether somebody waits for the history to be whole. */
    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    void add(Resident resident, Resumption resumption) {
        if (history.isSure()) {
            read(resident, resumption);
        } else {
            resumption.waitsForWholeHistory();
            waiting.add(new Waiting(resident, resumption, context.now()));
        }
    }

    /** The history may be whole now. */
    void goOn() {
        while (history.isSure() && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            read(next.resident, next.resumption);
        }
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

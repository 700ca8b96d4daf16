package io.onesend.chat.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one partition in the order of their numbers: those under way, those to be sent again after a reconnect, and those
 * that were answered.
 */
final class BatchLog {

    private final ArrayDeque<SentBatch> underWay = new ArrayDeque<>();
    private final ArrayDeque<SentBatch> toSend = new ArrayDeque<>();
    private final RepairWindow answered;
    private long lastNumber;

    /** The last batch that this history of Redis did not have when it was opened. */
    private long lastRepaired;

    BatchLog(RepairWindow answered) {
        this.answered = answered;
    }

    int underWay() {
        return underWay.size();
    }

    /** Whether all is done that had to be sent again. */
    boolean hasRepaired() {
        return toSend.isEmpty() && underWay.stream().noneMatch(batch -> batch.number <= lastRepaired);
    }

    /** The next batch to be sent again, now under way; null if there is none. */
    @Nullable
    SentBatch again() {
        SentBatch next = toSend.poll();
        if (next != null) {
            next.dropWithdrawn();
            underWay.add(next);
        }
        return next;
    }

    /** A new batch, now under way. */
    SentBatch make(List<Request> requests) {
        SentBatch made = new SentBatch(requests, ++lastNumber);
        requests.forEach(Request::sent);
        underWay.add(made);
        return made;
    }

    /** Redis has done this batch. */
    void done(SentBatch batch, long tick) {
        underWay.remove(batch);
        batch.answered(tick);
        answered.add(batch);
    }

    /**
     * The partition has been opened: what Redis does not have is to be sent again under new numbers, without what was withdrawn; of
     * what it has, only those batches whose users still wait for the outcome.
     *
     * @param lastBatch that this history of Redis has
     */
    Reopened reopened(long lastBatch, long tick) {
        List<SentBatch> lost = answered.takeBehind(lastBatch);
        long gone = answered.lostBehind(lastBatch);
        List<SentBatch> open = new ArrayList<>(lost);
        open.addAll(underWay);
        open.addAll(toSend);
        open.sort(Comparator.comparingLong(batch -> batch.number));
        underWay.clear();
        toSend.clear();
        lastNumber = lastBatch;
        for (SentBatch batch : open) {
            if (batch.number > lastBatch) {
                batch.toBeSentAgain(++lastNumber);
                toSend.add(batch);
            } else if (batch.hasWaiting()) {
                toSend.add(batch);
            } else {
                batch.answered(tick);
                answered.add(batch);
            }
        }
        lastRepaired = lastNumber;
        return new Reopened(lost.stream().mapToLong(SentBatch::accepted).sum(), gone);
    }

    /**
     * What an opening has found.
     *
     * @param repaired events that were accepted, and are sent again
     * @param lost events that were accepted, and cannot be sent again
     */
    record Reopened(long repaired, long lost) {}

    /** This host was held for dead, or Redis is empty: returns what was not answered, in order; all else is forgotten. */
    List<Request> fenced() {
        List<SentBatch> open = new ArrayList<>(underWay);
        open.addAll(toSend);
        open.sort(Comparator.comparingLong(batch -> batch.number));
        underWay.clear();
        toSend.clear();
        lastNumber = 0;
        lastRepaired = 0;
        List<Request> requests = new ArrayList<>();
        open.forEach(batch -> requests.addAll(batch.requests));
        return requests;
    }
}
